"""The extension for LibreOffice (.oxt): built from text on any machine; put into a user's profile by LibreOffice itself."""

from __future__ import annotations

from addin.extension.file import build
from addin.extension.install import install, uninstall

__all__ = ["build", "install", "uninstall"]
