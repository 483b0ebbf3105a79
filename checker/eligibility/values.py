"""Plain values as JSON gives them, and what is said of one that does not fit."""

type Plain = bool | int | float | str | list[Plain] | dict[str, Plain] | None

LONGEST_QUOTE = 40  # characters: enough to recognise a value, too few to flood a log


class Listed:
    """One of a closed list; `value` is how JSON writes it. Each is made once: compare by `is`.

    What Enum is for, but Enum alone is a tenth of what a visitor's browser would load.
    """

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value


class RequestError(ValueError):
    """A value that no screen could have sent: `where` it stands, what is there, what was wanted."""

    def __init__(self, where: str, what: str, wanted: str) -> None:
        super().__init__(f"{where}: {what} (want {wanted})")
        self.where = where
        self.what = what
        self.wanted = wanted


def kind_of(plain: Plain) -> str:
    """What JSON calls this kind of value."""
    if plain is None:
        return "null"
    if isinstance(plain, bool):
        return "a truth value"
    if isinstance(plain, (int, float)):
        return "a number"
    if isinstance(plain, str):
        return "a text"
    return "a list" if isinstance(plain, list) else "an object"


def reading(plain: Plain) -> str:
    """The value itself where it is a text, cut to a readable length; else its kind."""
    if not isinstance(plain, str):
        return kind_of(plain)
    return repr(plain[:LONGEST_QUOTE])
