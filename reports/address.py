"""Addresses: the cell as it is printed, which is what counts, and a link to it, which is a courtesy."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict
from urllib.parse import quote

from reports.figure import clean

if TYPE_CHECKING:
    from templates.table import Place


class Address(TypedDict):
    """File, sheet and cell in print, "" where there is none; `link` is relative to the period folder."""

    file: str
    sheet: str
    cell: str
    link: str


def address(place: Place) -> Address:
    """The address of a cell, of a whole file, or of nothing."""
    link = quote(place.file, errors="surrogatepass")
    if place.cell:
        sheet = quote(place.sheet.replace("'", "''"), safe="'", errors="surrogatepass")
        link = f"{link}#'{sheet}'!{place.cell}"
    return {"file": clean(place.file), "sheet": clean(place.sheet), "cell": place.cell, "link": link}
