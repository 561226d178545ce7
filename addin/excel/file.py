"""The add-in's file: sources, words, pictures and settings put together, one file for each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.buttons import BUTTONS, boxes, heading
from addin.excel.package import Page, package
from addin.excel.project import project
from addin.excel.ribbon import ribbon
from addin.excel.sources import SETTINGS, WORDS, modules
from templates.field import LOCALES
from templates.whole import whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_IDENTITY = "{6F1C2B1E-3D7B-4E53-9C35-0C0E6D3C5A11}"
_PICTURE = 64
"""Pixels: a large button shows 32, on a fine screen 64."""
_SETTINGS = {
    "INTERPRETER_WIN": "",
    "INTERPRETER_MAC": "",
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "USE UDF SERVER": "False",
    "TEMP DIR": "%TEMP%",                               # spelt by the system, in whatever script the user's name is
}


def build(folder: Path) -> list[Path]:
    """Write tongchou-<language>.xlam in three languages; they start Python only once `install` has told them which.

    Raises OSError when the folder cannot be written.
    """
    paths = []
    for locale in LOCALES:
        path = folder / f"tongchou-{locale}.xlam"
        with whole(path) as partial:
            partial.write_bytes(content(locale, {}))
        paths.append(path)
    return paths


def content(locale: str, settings: Mapping[str, str]) -> bytes:
    """The bytes of the add-in in one language, `settings` beside or instead of those of every add-in."""
    pages = (Page(SETTINGS, "SheetSettings", tuple((_SETTINGS | dict(settings)).items())),
             Page(WORDS, "SheetWords", tuple(boxes(locale).items())))
    return package(f"Tongchou {heading(locale)}".strip(), pages, project("Tongchou", _IDENTITY, modules()), ribbon(locale),
                   {each.key: each.icon(_PICTURE) for each in BUTTONS})
