"""What a slip of the pen is: words that stand in a text and should not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Slip:
    """`found` stands in the text; what is wrong with it; what was wanted."""

    found: str
    what: str
    wanted: str

    def __str__(self) -> str:
        return f"{self.told} (want {self.wanted})"

    @property
    def told(self) -> str:
        """What was found, with its no-break spaces made visible, and what is wrong."""
        return f"'{visible(self.found)}' {self.what}"


def visible(text: str) -> str:
    """`text` with every no-break space shown as ␣, so that an author sees which space it is."""
    return text.replace("\u00a0", "␣").replace("\u202f", "␣")
