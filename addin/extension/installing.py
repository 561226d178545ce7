"""The extension put into a user's LibreOffice, and taken away again; what is not ours stays."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from addin.extension.file import IDENTIFIER, NAME, content
from addin.extension.menus import RESOURCE
from addin.isolation import imports
from addin.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from addin.libreoffice.link import Link

_TOOLBARS = "/org.openoffice.Office.UI.CalcWindowState/UIElements/States"


def install(profile: Path | None = None) -> Outcome:
    """Put the extension into the user's own profile, or another one; one of ours that is there is replaced."""
    if missing := _missing() or _unwritable(profile):
        return missing
    from addin.libreoffice import OfficeGoneError, OfficeRefusedError  # noqa: PLC0415 - only where uno is

    with tempfile.TemporaryDirectory(prefix="tongchou-") as folder:
        path = Path(folder) / NAME
        path.write_bytes(content({"python": sys.executable}))
        try:
            with _office(profile) as (link, runs):
                _add(link, str(path))
        except OfficeGoneError as error:
            return _unanswered(str(error), profile)
        except OfficeRefusedError as error:
            return Outcome("extension", "refused", done=False, why=str(error))
    return Outcome("extension", "installed_running" if runs else "installed", done=True)


def uninstall(profile: Path | None = None) -> Outcome:
    """Take the extension out of the profile again, and nothing else."""
    if missing := _missing():
        return missing
    if profile and not profile.is_dir():
        return Outcome("extension", "nothing_installed", done=True)
    from addin.libreoffice import OfficeGoneError, OfficeRefusedError, extensions  # noqa: PLC0415 - only where uno is

    try:
        with _office(profile) as (link, runs):
            there = extensions.remove(link, IDENTIFIER)
    except OfficeGoneError as error:
        return _unanswered(str(error), profile)
    except OfficeRefusedError as error:
        return Outcome("extension", "refused", done=False, why=str(error))
    if not there:
        return Outcome("extension", "nothing_installed", done=True)
    return Outcome("extension", "removed_running" if runs else "removed", done=True)


def _add(link: Link, path: str) -> None:
    """Add the extension, and leave the toolbar as the user has it: LibreOffice forgets that with the version replaced."""
    from addin.libreoffice import configuration, extensions  # noqa: PLC0415 - only where uno is

    before = configuration.read(link, _TOOLBARS, RESOURCE)
    extensions.add(link, path)
    after = configuration.read(link, _TOOLBARS, RESOURCE)
    changed = {name: value for name, value in before.items() if name != "UIName" and value != after.get(name)}
    if changed:
        configuration.write(link, _TOOLBARS, RESOURCE, changed)


def _missing() -> Outcome | None:
    """What is not here that the buttons need."""
    if sys.platform in ("win32", "darwin"):
        return Outcome("extension", "not_offered", done=False)
    python = Path(sys.executable)
    if not imports(python, "addin.buttons"):
        return Outcome("extension", "lost_in_isolation", done=False, path=sys.executable)
    if not imports(python, "addin.libreoffice"):
        return Outcome("extension", "no_uno", done=False, path=sys.executable)
    from addin.libreoffice import process  # noqa: PLC0415

    return None if process.installed() else Outcome("extension", "no_office", done=False)


@contextmanager
def _office(profile: Path | None) -> Iterator[tuple[Link, bool]]:
    """An office on that profile, and whether it was running before: such a one is asked and left running."""
    from addin.libreoffice import OfficeGoneError, process  # noqa: PLC0415 - only where uno is

    office = process.launch(profile=profile, own=False)
    link = process.answer(office, handed_over=True)
    runs = not process.started(office, link)
    try:
        yield link, runs
    finally:
        if runs:
            process.leave(office, link)
        else:
            with suppress(OfficeGoneError):
                link.ask(link.desktop.terminate)
            link.close()
            office.end(within=20)


def _unwritable(profile: Path | None) -> Outcome | None:
    """Said before LibreOffice starts: without windows it would wait for ever for somebody to read why it does not."""
    if profile is None:
        return None
    try:
        profile.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=profile):
            return None
    except OSError as error:
        return _unanswered(error.strerror or str(error), profile)


def _unanswered(why: str, profile: Path | None) -> Outcome:
    return Outcome("extension", "no_answer", done=False, path=f" {profile}" if profile else "", why=why)
