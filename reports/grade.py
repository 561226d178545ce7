"""How good a rate is, in three grades; uses go by the bands of A4.10, compared as they are printed."""

from __future__ import annotations

from checks.indicators.score import BAND_OF_USE

GOOD, FAIR = 90.0, 60.0
"""Percent, or points, from which a rate is good, and fair."""
NORMAL, BEARABLE = (95.0, 105.0), (70.0, 115.0)
"""Percent of use: normal 正常; basically normal 基本正常 below it and high 偏高 above it. Outside: too low, overloaded."""


def grade(key: str, rate: float) -> str:
    """good, fair or poor: of an indicator's rate in percent, rounded to the one decimal that is printed."""
    printed = round(rate, 1)
    if key in BAND_OF_USE:
        return ("good" if NORMAL[0] <= printed <= NORMAL[1] else "fair" if BEARABLE[0] <= printed <= BEARABLE[1] else "poor")
    return "good" if printed >= GOOD else "fair" if printed >= FAIR else "poor"


def overloaded(rate: float) -> bool:
    """True of a use beyond the highest band (超负荷); percent."""
    return round(rate, 1) > BEARABLE[1]
