"""Links in cells: to a web page, a file, or a place in the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlwings import XlwingsError

from . import bridge
from .edits import writable

if TYPE_CHECKING:
    from pathlib import Path

    from .ranges import Range

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""At least two characters: C: is a drive."""
_PLACE = re.compile(r"\$?('(?:[^']|'')+'|[^.!']+)[.!](\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)")


def read(block: Range) -> str:
    """Where the link of the first cell leads: an address, a path, or #Sheet!A1; raises XlwingsError where there is none."""
    fields = block.api.getCellByPosition(0, 0).TextFields
    if not fields.getCount():
        raise XlwingsError(f"{block.area.text()} holds no hyperlink")
    url, sharp, place = str(fields.getByIndex(0).URL).partition("#")
    if url.startswith("file:"):
        url = bridge.system_path(url)
    found = _PLACE.fullmatch(place)
    return url + sharp + (f"{found[1]}!{found[2]}" if found else place)


def add(block: Range, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
    """Put a link into the first cell. A path that is not absolute is taken from the book's folder.

    LibreOffice has no screen tips for links in cells: it is dropped.
    """
    del screen_tip
    writable(block)
    book, cell = block.sheet.book, block.api.getCellByPosition(0, 0)
    field = book.api.createInstance("com.sun.star.text.TextField.URL")
    field.URL, field.Representation = _url(address, book.folder()), text_to_display or address
    cell.setString("")
    cell.insertTextContent(cell.createTextCursor(), field, False)


def _url(address: str, folder: Path) -> str:
    path, sharp, place = address.partition("#")
    if not path or _SCHEME.match(path):
        return address
    return bridge.file_url(str(folder / path)) + sharp + place
