"""Small words of the command line, which speaks English alone."""


def counted(number: int, thing: str) -> str:
    """ "1 row", "2 rows"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
