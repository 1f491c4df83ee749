"""Damages that any file or any text can have: flipped, cut and swapped bytes, odd encodings."""

from collections.abc import Callable
from random import Random

Damage = Callable[[bytes, Random], bytes]
ODD_BYTES = (b"\0", b"\r", b"\n", b'"', b"\xff", b"\xf4", b"\xc3", b"\x1a", b"\xe2\x80\x8b", b",")
LONG = 200_000


def flipped(content: bytes, rng: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8, 60))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def damaged_head(content: bytes, rng: Random) -> bytes:
    length = rng.choice((1, 2, 4, 8, 30, 200))
    return rng.randbytes(length) + content[length:]


def cut_off(content: bytes, rng: Random) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def start_lost(content: bytes, rng: Random) -> bytes:
    return content[rng.randrange(len(content) + 1) :]


def part_lost(content: bytes, rng: Random) -> bytes:
    first = rng.randrange(len(content) + 1)
    return content[:first] + content[first + rng.choice((1, 3, 50, 500)) :]


def zeros(content: bytes, rng: Random) -> bytes:
    first = rng.randrange(len(content) + 1)
    length = min(rng.choice((1, 4, 100, 1000)), len(content) - first)
    return content[:first] + bytes(length) + content[first + length :]


def inserted(content: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.choice(ODD_BYTES) + content[at:]


def nothing(content: bytes, rng: Random) -> bytes:
    return rng.choice(
        (b"", b"\n", b" ", b"\r\n\r\n", b"\xef\xbb\xbf", b"\0", b"{}", b"[]", b"null")
    )


def noise(content: bytes, rng: Random) -> bytes:
    return rng.randbytes(rng.choice((1, 10, 1000)))


def twice(content: bytes, rng: Random) -> bytes:
    return content + content


ANY: tuple[Damage, ...] = (
    *(flipped, flipped, damaged_head, cut_off, cut_off, start_lost, part_lost, zeros),
    *(inserted, nothing, noise, twice),
)


def carriage_returns(content: bytes, rng: Random) -> bytes:
    """Replace line feeds by bare carriage returns: all of them, or the first, or any one."""
    if rng.random() < 0.4:
        return content.replace(b"\n", b"\r")
    lines = content.split(b"\n")
    at = 1 if rng.random() < 0.5 else rng.randrange(1, len(lines) + 1)
    return b"\n".join(lines[:at]) + b"\r" + b"\n".join(lines[at:])


def other_encoding(content: bytes, rng: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    name = rng.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7"))
    return text.encode(name)


def mixed_encodings(content: bytes, rng: Random) -> bytes:
    for _ in range(3):
        at = rng.randrange(len(content) + 1)
        odd = rng.choice(("ŵ", "é", "\N{PERSON RAISING BOTH HANDS IN CELEBRATION}", "ê"))
        encoding = rng.choice(("utf-8", "cp1252"))
        content = content[:at] + odd.encode(encoding, "ignore") + content[at:]
    return content


def open_quote(content: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + b'"' + content[at:]


def long_text(content: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.choice((b"9", b"a", b" ", b",", b"\n")) * LONG + content[at:]


def other_delimiter(content: bytes, rng: Random) -> bytes:
    return content.replace(b",", rng.choice((b";", b"\t", b"|", b"")))


def lines_lost(content: bytes, rng: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if rng.random() < 0.5)


def lines_shuffled(content: bytes, rng: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    rng.shuffle(lines)
    return b"".join(lines)


TEXT: tuple[Damage, ...] = (
    *(carriage_returns, carriage_returns, other_encoding, mixed_encodings, open_quote, long_text),
    *(other_delimiter, lines_lost, lines_shuffled),
)
