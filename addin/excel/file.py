"""The add-in's file: sources, words, pictures and settings put together, one file for each language."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from addin.buttons import BUTTONS, heading
from addin.excel.package import Page, package
from addin.excel.project import project
from addin.excel.ribbon import ribbon
from addin.excel.sources import SETTINGS, WORDS, modules
from templates.field import LOCALES
from templates.wording import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_IDENTITY = "{6F1C2B1E-3D7B-4E53-9C35-0C0E6D3C5A11}"
_PICTURE = 64
"""Pixels: a large button shows 32, on a fine screen 64."""
_BOXES = "box."
"""Where the sentences of the add-in's own boxes stand."""
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
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for locale in LOCALES:
        path = folder / f"tongchou-{locale}.xlam"
        write(path, content(locale, {}))
        paths.append(path)
    return paths


def content(locale: str, settings: Mapping[str, str]) -> bytes:
    """The bytes of the add-in in one language, `settings` beside or instead of those of every add-in."""
    words = {key.removeprefix(_BOXES): text for key, text in sentences("addin", locale).items() if key.startswith(_BOXES)}
    pages = (Page(SETTINGS, "SheetSettings", tuple((_SETTINGS | dict(settings)).items())),
             Page(WORDS, "SheetWords", tuple(words.items())))
    return package(f"Tongchou {heading(locale)}".strip(), pages, project("Tongchou", _IDENTITY, modules()), ribbon(locale),
                   {each.key: each.icon(_PICTURE) for each in BUTTONS})


def write(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
