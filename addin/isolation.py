"""Isolation: whether an interpreter finds us when it is started as a button starts it, without the user's own folders."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60
"""Seconds until an interpreter that does not answer is taken for one that does not work."""


def imports(python: Path, module: str) -> bool:
    """Whether the interpreter at that whole path can import a module; False for a bare name, and for one that is not there."""
    if not python.is_absolute():
        return False
    try:
        done = subprocess.run([python, "-I", "-c", f"import {module}"], capture_output=True,  # noqa: S603 - our own
                              timeout=PATIENCE, check=False, cwd=python.parent)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
