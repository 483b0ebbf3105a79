"""A tiny checker: whether a time, typed as a year or a month, lies in each of three windows."""

# Nothing imported, no tuple compared, no `x if y else z`: what npm has of RustPython gets these
# wrong, and the same text is for all.
WINDOWS = [
    ("births", 2010 * 12 + 4, 2023 * 12 + 5),
    ("pregnancies", 2012 * 12 + 1, 2023 * 12 + 5),
    ("fertility care", 2013 * 12 + 1, 2023 * 12 + 5),
]


def within(first: int, last: int, opens: int, closes: int) -> str:
    """Whether what happened once between two months happened in the window, or maybe."""
    if last < opens or closes < first:
        return "no"
    if opens <= first and last <= closes:
        return "yes"
    return "maybe"


def respond(when: str) -> str:
    """`2012` or `2012-04` -> `births yes, pregnancies yes, fertility care no`."""
    year = int(when[:4]) * 12
    first = year + 1
    last = year + 12
    if len(when) > 4:
        first = last = year + int(when[5:])
    found = [name + " " + within(first, last, opens, closes) for name, opens, closes in WINDOWS]
    return ", ".join(found)
