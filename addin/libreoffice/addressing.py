"""Cells by what a user says: an address, a name, a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .areas import Area, parse
from .names import Names
from .tables import Tables

if TYPE_CHECKING:
    from .sheet import Sheet


def area_of(sheet: Sheet, said: Any) -> Area:
    """The cells meant by a range, a (row, column), an address, a name, or a table; raises KeyError."""
    if hasattr(said, "area"):
        found: Area = said.area
        return found
    if isinstance(said, tuple):
        return Area(*said)
    return parse(said) or _named(sheet, said)


def _named(sheet: Sheet, said: str) -> Area:
    place, mark, address = said.rpartition("!")
    area = parse(address) if mark else None
    if area is not None and place.strip("'").replace("''", "'").lower() == sheet.name.lower():
        return area
    for names in (Names(sheet.book, sheet), Names(sheet.book)):
        if names.contains(said):
            return names(said).refers_to_range.area
    tables = Tables(sheet)
    body = tables(said).data_body_range if said in tables else None
    if body is None:
        raise KeyError(f"{said!r} is neither an address on sheet {sheet.name} nor a name")
    return body.area
