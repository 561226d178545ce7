"""Pictures that lie on a sheet: their bytes as the file holds them, nothing decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.xlsx.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from templates.xlsx.workbook import Workbook

LARGEST = 2_000_000
"""Bytes of one picture."""


def pictures(workbook: Workbook, sheet: str) -> Iterator[bytes]:
    """The pictures of a sheet, in the order of the drawing's relations. Raises Refused for one above LARGEST, or not there."""
    package = workbook.package
    for kind, drawing in relations(package, workbook.part(sheet).lower()).values():
        if kind == "drawing":
            for each, picture in relations(package, drawing).values():
                if each == "image":
                    yield b"".join(package.chunks(picture, LARGEST))
