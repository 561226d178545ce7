"""Where the code inside the add-in comes from: our own VBA, and that of the installed xlwings with the changes written down."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from addin.excel.project import Module, class_module, document

SETTINGS, WORDS = "tongchou.conf", "words"
"""The add-in's sheets; the first is called as xlwings wants it, after the project."""


class WheelError(Exception):
    """The installed xlwings is not the one whose changes are written down: our own mistake."""


def modules() -> tuple[Module, ...]:
    """All modules of the VBA project, in the order of the editor."""
    own = _lines(files("addin.excel").joinpath("vba", "Tongchou.bas").read_text(encoding="ascii"))
    return (document("ThisWorkbook", "workbook"), document("SheetSettings", "sheet"), document("SheetWords", "sheet"),
            class_module("Dictionary", taken("dictionary")), Module("Tongchou", "module", own),
            Module("xlwings", "module", taken("module")))


def applescript() -> str:
    """The script through which Excel for macOS starts Python."""
    return taken("applescript")


@cache
def taken(what: str) -> str:
    """A text of the xlwings wheel ("module", "dictionary", "applescript") with our changes.

    Raises WheelError when the wheel's text is another one than that which was looked at, whatever the difference.
    """
    wanted = _changes()[what]
    text = _lines(Path(str(distribution("xlwings").locate_file(f"xlwings/{wanted['file']}"))).read_bytes().decode())
    if hashlib.sha256(text.encode()).hexdigest() != wanted["sha256"]:
        raise WheelError(f"{wanted['file']} differs: look at its changes, then write down its new sha256")
    for change in wanted.get("change", ()):
        if text.count(change["old"]) != 1:
            raise WheelError(f"{wanted['file']} holds not exactly once: {change['old']}")
        text = text.replace(change["old"], change["new"])
    return text


def _changes() -> dict[str, Any]:
    return tomllib.loads(files("addin.excel").joinpath("vba", "changes.toml").read_text(encoding="utf-8"))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
