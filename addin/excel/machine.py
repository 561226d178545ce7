"""Where Excel looks for what it opens at its start, by system and user."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """A user's machine: `system` as Python calls it (win32, darwin, …), the home folder, and on Windows %APPDATA%."""

    system: str
    home: Path
    roaming: Path | None
    python: Path

    @classmethod
    def here(cls) -> Machine:
        """The machine and the interpreter that this runs on."""
        roaming = os.environ.get("APPDATA")
        return cls(sys.platform, Path.home(), Path(roaming) if roaming else None, Path(sys.executable))

    @property
    def office(self) -> Path | None:
        """The folder that Excel makes when this user starts it for the first time; None where there is no Excel at all."""
        if self.system == "win32":
            return self.roaming / "Microsoft" / "Excel" if self.roaming else None
        if self.system == "darwin":
            return self.home / "Library" / "Group Containers" / "UBF8T346G9.Office"
        return None

    @property
    def start(self) -> Path | None:
        """The folder whose workbooks and add-ins Excel opens when it starts."""
        if self.office is None:
            return None
        if self.system == "win32":
            return self.office / "XLSTART"
        return self.office / "User Content.localized" / "Startup.localized" / "Excel"

    @property
    def scripts(self) -> Path | None:
        """On macOS the one folder of scripts that Excel may run; None elsewhere, where it needs none."""
        if self.system == "darwin":
            return self.home / "Library" / "Application Scripts" / "com.microsoft.Excel"
        return None

    @property
    def setting(self) -> str:
        """The add-in's setting that names the interpreter on this system."""
        return "INTERPRETER_MAC" if self.system == "darwin" else "INTERPRETER_WIN"
