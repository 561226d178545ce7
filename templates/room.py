"""Room for wrapped text: no application makes rows as high as they need to be by itself."""

from __future__ import annotations

import unicodedata
from math import ceil

LINE_HEIGHT = 15.0
MOST_LINES = 8
"""Of very long text the rest is read in the edit line; Excel takes no row above 409 points."""


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters; a Chinese character is as wide as two others."""
    if not width:
        return 1
    wide = [sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in part) for part in text.split("\n")]
    return min(MOST_LINES, sum(max(1, ceil(each * 1.1 / width)) for each in wide))
