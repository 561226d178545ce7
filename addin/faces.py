"""The faces of the add-in: built, installed and removed together, whichever this system has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from addin import excel, extension
from addin.commands import DONE, WRONG_USAGE
from templates.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from addin.outcome import Outcome

EXCEL = ("win32", "darwin")
"""Systems on which there is an Excel that runs add-ins."""


def build(directory: Path, locale: str, console: Console) -> int:
    """Write three .xlam and one .oxt; they start Python only once `install` has told them which."""
    try:
        paths = [*excel.build(directory), *extension.build(directory)]
    except OSError as error:
        console.print(say("addin", "cannot_write", locale, path=str(directory), why=error.strerror or str(error)), style="red",
                      markup=False)
        return WRONG_USAGE
    for path in paths:
        console.print(say("addin", "written", locale, path=str(path)), markup=False)
    return DONE


def install(locale: str, profile: Path | None, console: Console) -> int:
    """Into Excel where this system has it, and into LibreOffice where our Python can talk to it."""
    return _told([*([excel.install(locale)] if sys.platform in EXCEL else []), extension.install(profile)], locale, console)


def uninstall(locale: str, profile: Path | None, console: Console) -> int:
    """Out of both again."""
    return _told([*([excel.uninstall()] if sys.platform in EXCEL else []), extension.uninstall(profile)], locale, console)


def _told(outcomes: list[Outcome], locale: str, console: Console) -> int:
    for each in outcomes:
        console.print(each.said(locale), style="" if each.done else "yellow", markup=False)
    return DONE if any(each.done for each in outcomes) else WRONG_USAGE
