"""Answers to requests that are refused: plain text in both languages, before a body is read."""

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from components.text.catalogue import LANGUAGES, Text

# POLICY: the code of a websocket that is closed because its request may not be answered.
POLICY = 1008
HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
# CLOSE: the rest of a refused body is not waited for. The sender may then not see the answer.
CLOSE = {"connection": "close"}
# SEEN: statuses of what somebody may do, but not so much of: they get to read why.
UNAVAILABLE = 503
SEEN = (413, UNAVAILABLE)
# AGAIN: after so many seconds it may be worth another try.
AGAIN = {"retry-after": "60"}


class Refusals:
    """The wordings of all refusals in every language, read once."""

    def __init__(self) -> None:
        self._texts = [Text(language) for language in LANGUAGES]

    def words(self, key: str, **numbers: int) -> str:
        """Return one line for each language."""
        return "\n".join(
            text(key, **{name: text.number(number) for name, number in numbers.items()})
            for text in self._texts
        )

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, status: int, key: str, **numbers: int
    ) -> None:
        """Answer with the status and the words; the request's body is not read.

        A websocket is refused in the same way, or only closed where the server can do no more.
        """
        if scope["type"] == "websocket" and "websocket.http.response" not in scope.get(
            "extensions", {}
        ):
            await send({"type": "websocket.close", "code": POLICY})
            return
        headers = HEADERS | (AGAIN if status == UNAVAILABLE else {})
        headers |= {} if status in SEEN else CLOSE
        words = self.words(key, **numbers) + "\n"
        answer = PlainTextResponse(words, status_code=status, headers=headers)
        await answer(scope, receive, send)
