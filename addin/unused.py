"""A name that is not taken yet: as wanted, or with a number behind it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def unused(wanted: str, taken: Callable[[str], bool], ending: str = "") -> str:
    """The first of "wanted", "wanted (2)", "wanted (3)" … that is not taken; `ending` comes behind the number."""
    names = (f"{wanted}{f' ({number})' if number > 1 else ''}{ending}" for number in count(1))
    return next(name for name in names if not taken(name))
