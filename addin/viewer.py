"""The viewer: a file or a folder opened with what the system has for it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

SOON = 3.0
"""Seconds within which xdg-open says that it has found nothing; one that goes on has become the viewer itself."""


def shown(path: Path) -> bool:
    """Open a file or a folder; False where the system has nothing for it."""
    if sys.platform in ("win32", "darwin"):
        return click.launch(str(path)) == 0
    with suppress(subprocess.TimeoutExpired):
        try:
            opener = subprocess.Popen(["xdg-open", str(path)], stdin=subprocess.DEVNULL,  # noqa: S603, S607 - the user's own
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        except OSError:
            return False
        return opener.wait(SOON) == 0
    return True
