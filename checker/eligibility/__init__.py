"""What follows from a person's answers, under rules that come in as data.

This package ships to the browser: the standard library only, no clock, no file, no network.
"""

from eligibility.respond import load

__all__ = ["load"]
