"""The add-in for Excel (.xlam): built from text on any machine, Excel not needed; put where Excel starts it."""

from __future__ import annotations

from addin.excel.file import build
from addin.excel.install import install, uninstall

__all__ = ["build", "install", "uninstall"]
