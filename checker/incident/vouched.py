"""Digits that a fact answers for: each is a private character until the text is finished.

So a plain digit that is then found in a text was typed by hand.
"""

from __future__ import annotations

DIGITS = "0123456789"
STAND_INS = "".join(chr(0xE030 + value) for value in range(10))
TO_STAND_INS = str.maketrans(DIGITS, STAND_INS)
FROM_STAND_INS = str.maketrans(STAND_INS, DIGITS)


def vouch(text: str) -> str:
    """`text` with each digit replaced by its stand-in: a fact answers for it."""
    return text.translate(TO_STAND_INS)


def plain(text: str) -> str:
    """`text` with its stand-ins turned back into digits."""
    return text.translate(FROM_STAND_INS)
