"""The rules, in files by subject; importing them registers them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def load_rules() -> None:
    """Import every rule file of this folder."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
