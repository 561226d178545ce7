"""File names for departments: keys come from strangers' workbooks, and two of them never become one file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from templates.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40
"""Characters; a file system counts up to four bytes each, and 255 in all."""
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
"""Names that Windows keeps for devices, whatever their ending."""


def stems(keys: Iterable[str]) -> list[str]:
    """A name for each key, in their order: letters, digits, hyphens and underscores only, unlike in any letter case."""
    found: list[str] = []
    taken: set[str] = set()
    for key in keys:
        plain = re.sub(r"[^\w-]+", "_", normal(key))[:LONGEST].strip("_-") or "department"
        stem, number = f"{plain}_" if plain.casefold() in RESERVED else plain, 2
        while stem.casefold() in taken:
            stem, number = f"{plain}_{number}", number + 1
        taken.add(stem.casefold())
        found.append(stem)
    return found
