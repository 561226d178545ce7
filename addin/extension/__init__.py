"""The extension for LibreOffice (.oxt): built from text on any machine; put into a user's profile by LibreOffice itself.

A click passes here, too, and waits for none of what building and installing need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from addin.outcome import Outcome

__all__ = ["build", "install", "uninstall"]


def build(folder: Path) -> list[Path]:
    """Write tongchou.oxt, as `addin.extension.file.build` does."""
    from addin.extension import file  # noqa: PLC0415 - see above

    return file.build(folder)


def install(profile: Path | None = None) -> Outcome:
    """Put the extension into a profile, as `addin.extension.installing.install` does."""
    from addin.extension import installing  # noqa: PLC0415 - see above

    return installing.install(profile)


def uninstall(profile: Path | None = None) -> Outcome:
    """Take it out again, as `addin.extension.installing.uninstall` does."""
    from addin.extension import installing  # noqa: PLC0415 - see above

    return installing.uninstall(profile)
