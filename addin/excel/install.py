"""The add-in put where Excel opens it at its start, and taken away again; what is not ours stays."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from addin.excel.file import content
from addin.excel.machine import Machine
from addin.excel.ribbon import CALLBACK
from addin.excel.sources import applescript
from addin.isolation import imports
from addin.outcome import Outcome
from templates.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME, SCRIPT = "tongchou.xlam", "tongchou.applescript"
MISREAD = frozenset('"%$`|=') | {chr(code) for code in range(32)}
"""Signs that no path on a command line of ours may hold; the VBA refuses the same."""
_MADE = "FOLDERS MADE"
"""The setting that remembers, one a line, which folders had to be made: uninstalling takes them away."""


def install(locale: str, machine: Machine | None = None) -> Outcome:
    """Put the add-in in one language, and on macOS its script, where Excel finds them; an older one of ours is replaced."""
    machine = machine or Machine.here()
    if machine.start is None or machine.office is None:
        return Outcome("excel", "no_excel", done=False)
    if not machine.office.is_dir():
        return Outcome("excel", "never_started", done=False, path=str(machine.office))
    python = str(machine.python)
    if MISREAD & set(python):
        return Outcome("excel", "odd_interpreter", done=False, path=python)
    if not imports(machine.python, "addin.buttons"):
        return Outcome("excel", "lost_in_isolation", done=False, path=python)
    for target in _targets(machine):
        if target.exists() and not _ours(target):
            return Outcome("excel", "not_ours", done=False, path=str(target))
    made = _made(machine) or [folder for folder in _folders(machine) if not folder.exists()]
    settings = {machine.setting: python, _MADE: "\n".join(map(str, made))}
    try:
        for target in _targets(machine):
            with whole(target) as partial:
                partial.write_bytes(content(locale, settings) if target.name == NAME else applescript().encode())
    except OSError as error:                            # most often: Excel is running and holds the file
        return Outcome("excel", "cannot_write", done=False, path=str(machine.start), why=error.strerror or str(error))
    return Outcome("excel", "installed", done=True, files=tuple(_targets(machine)))


def uninstall(machine: Machine | None = None) -> Outcome:
    """Take away what `install` wrote, folders that it had to make included, and nothing else."""
    machine = machine or Machine.here()
    if machine.start is None:
        return Outcome("excel", "no_excel", done=False)
    made, removed = _made(machine), []
    try:
        for target in _targets(machine):
            if target.exists() and _ours(target):
                target.unlink()
                removed.append(target)
        for folder in _folders(machine):
            if folder in made and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        return Outcome("excel", "cannot_write", done=False, files=tuple(removed), path=str(machine.start),
                       why=error.strerror or str(error))
    key = "removed" if removed else "nothing_installed"
    return Outcome("excel", key, done=True, files=tuple(removed), path=str(machine.start))


def _targets(machine: Machine) -> Iterator[Path]:
    if machine.start:
        yield machine.start / NAME
    if machine.scripts:
        yield machine.scripts / SCRIPT


def _folders(machine: Machine) -> Iterator[Path]:
    """Folders that installing may have to make, the innermost first."""
    for target in _targets(machine):
        folder = target.parent
        while folder not in (machine.office, machine.home):
            yield folder
            folder = folder.parent


def _ours(target: Path) -> bool:
    """Whether a file is one that `install` wrote, of this or an earlier version."""
    if target.name == SCRIPT:
        return target.read_bytes().startswith(b"# Tongchou:")
    return CALLBACK.encode() in _part(target, "customUI/customUI.xml")


def _made(machine: Machine) -> list[Path]:
    """The folders that an earlier `install` noted in the add-in's settings as made by it."""
    if machine.start is None:
        return []
    sheet = _part(machine.start / NAME, "xl/worksheets/sheet1.xml")
    texts = [each.text or "" for each in ET.fromstring(sheet).iter() if each.tag.endswith("}t")] if sheet else []  # noqa: S314
    noted = texts[texts.index(_MADE) + 1:][:1] if _MADE in texts else []
    return [folder for folder in _folders(machine) if str(folder) in "".join(noted).split("\n")]


def _part(target: Path, name: str) -> bytes:
    """A part of our add-in; empty where the file is none, or none of ours."""
    try:
        with zipfile.ZipFile(target) as archive:
            return archive.read(name)
    except (OSError, KeyError, zipfile.BadZipFile):
        return b""
