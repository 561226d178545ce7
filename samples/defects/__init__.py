"""The seeded defects, in files by subject; `sown` are those of a folder whose rules exist."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from checks.rule import RULES
from checks.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Collection

    from samples.defects.defect import Defect

_FILES = [import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__)]
DEFECTS: tuple[Defect, ...] = tuple(sorted(
    (defect for module in _FILES for defect in getattr(module, "DEFECTS", ())), key=lambda defect: defect.number))
"""All defects by their number on the page."""


def sown(folder: str, codes: Collection[str] | None = None) -> list[Defect]:
    """The defects of a folder whose codes are all among `codes` (None: those of the registered rules)."""
    load_rules()
    wanted = frozenset(RULES) if codes is None else frozenset(codes)
    return [defect for defect in DEFECTS if defect.folder == folder and defect.codes <= wanted]
