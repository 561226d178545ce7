"""Derived cells: whether one shows another number than the one that follows from its inputs."""

from __future__ import annotations

from templates.selfcheck.column import NOT_READ, UNREAD, WRONG
from templates.selfcheck.reading import blank


def derived_differs(shown: str, derived: str, tolerance: str, wrong: int = WRONG, unread: int = UNREAD,
                    *, whole: bool = False) -> str:
    """Whether a derived cell shows another number than the one derived; a text that may be a number is not read.

    In a column of `whole` numbers a fraction is no number at all, and not judged.
    """
    shows = f"IF(ISNUMBER({shown}),INT({shown})={shown},FALSE)" if whole else f"ISNUMBER({shown})"
    return (f"IF({shows},IF(ISNUMBER({derived}),IF(ABS({shown}-{derived})>{tolerance},{wrong},0),"
            f"IF({derived}={NOT_READ},{unread},0)),IF(OR({blank(shown)},ISNUMBER({shown}),NOT(OR(ISNUMBER({derived}),{derived}={NOT_READ}))),0,"
            f"{unread}))")
