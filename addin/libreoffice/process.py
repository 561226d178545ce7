"""An office of our own: its own profile, its own pipe, its own process group, ended by its id."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from .link import PATIENCE, Link, OfficeGoneError

PROGRAMS = ("soffice", "libreoffice")
STARTING = 60.0
"""Seconds within which an office answers for the first time."""
HANDED_OVER = 5.0
"""Seconds within which an office listens that was already running when we started another on its profile."""
OWN = "XlwingsPipe"
"""A variable of the offices that we start: the name of the pipe for which they were started."""
QUIET = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")


@dataclass(frozen=True)
class Office:
    """A running office that we started."""

    process: subprocess.Popen[bytes]
    pipe: str
    profile: str
    """Its profile where that was made for it and is thrown away with it; "" for one that stays."""
    visible: bool
    program: tuple[str, ...] = ()
    """What was started: the program, and where its profile is."""

    def end(self, within: float = 0.0) -> None:
        """Wait so many seconds for the office to end by itself, then end its whole process group; tidy its profile away.

        `soffice` is a wrapper: only the group reaches the program behind it.
        """
        atexit.unregister(self.end)
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            if sys.platform == "win32":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.profile:
            shutil.rmtree(self.profile, ignore_errors=True)


def installed(program: str | None = None) -> str | None:
    """The path of LibreOffice's program; None where there is none."""
    return program or next((path for each in PROGRAMS if (path := shutil.which(each))), None)


def launch(*, visible: bool = False, program: str | None = None, profile: Path | None = None, own: bool = True) -> Office:
    """Start an office; one without windows ends with this process at the latest.

    It gets a new profile, thrown away with it, or the one that is named, or with `own` false the user's. If an office
    runs on that profile already, LibreOffice lets that one listen on the pipe, and the process started here ends.
    Raises OfficeGoneError where LibreOffice is not installed.
    """
    found = installed(program)
    if not found:
        raise OfficeGoneError("LibreOffice is not installed, or its soffice is not on the path")
    pipe = f"xlwings{uuid.uuid4().hex}"
    made = tempfile.mkdtemp(prefix="xlwings-libreoffice-") if own and profile is None else ""
    where = profile or (Path(made) if made else None)
    how = QUIET if visible else (*QUIET, "--headless")
    command = (found, *([f"-env:UserInstallation={where.absolute().as_uri()}"] if where else []))
    options = (f"-env:{OWN}={pipe}", *how, f"--accept=pipe,name={pipe};urp;")
    process = subprocess.Popen([*command, *options], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,  # noqa: S603 - the program found
                               stderr=subprocess.DEVNULL, start_new_session=True)
    office = Office(process, pipe, made, visible, command)
    if not visible:
        atexit.register(office.end)
    return office


def answer(office: Office, patience: float = PATIENCE, *, handed_over: bool = False) -> Link:
    """Wait for an office to answer for the first time; one that does not within a minute is ended: OfficeGoneError.

    With `handed_over` the process may end: another office on its profile then listens in its place.
    """
    latest = time.monotonic() + STARTING
    while time.monotonic() < latest and (office.process.poll() is None or handed_over):
        if office.process.poll() is not None:
            latest = min(latest, time.monotonic() + HANDED_OVER)
        try:
            return Link(office.pipe, patience)
        except OfficeGoneError:
            time.sleep(0.1)                             # nobody listens yet
    code = office.process.poll()
    office.end()
    raise OfficeGoneError(f"LibreOffice did not answer within {STARTING:.0f} seconds" if code is None
                          else f"LibreOffice ended at once, with code {code}")


def started(office: Office, link: Link) -> bool:
    """Whether what answers is what was started, and not an office that was running on that profile already."""
    expander = link.ask(lambda: link.context.getValueByName("/singletons/com.sun.star.util.theMacroExpander"))
    return bool(link.ask(lambda: expander.expandMacros(f"${OWN}")) == office.pipe)


def leave(office: Office, link: Link) -> None:
    """Part from an office that was running before: it goes on, and listens to us no more."""
    link.close()
    subprocess.run([*office.program, *QUIET, "--headless", f"--unaccept=pipe,name={office.pipe};urp;"],  # noqa: S603
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=STARTING, check=False)
    office.end()
