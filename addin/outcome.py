"""What became of installing or removing a face of the add-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from templates.wording import say

if TYPE_CHECKING:
    from pathlib import Path

Face = Literal["excel", "extension"]


@dataclass(frozen=True)
class Outcome:
    """What became of it: `key` of a sentence, whether it is what was wanted, and the files that were written or removed."""

    face: Face
    key: str
    done: bool
    files: tuple[Path, ...] = ()
    path: str = ""
    why: str = ""

    def said(self, locale: str) -> str:
        """The sentence for people."""
        return say("addin", f"{self.face}.{self.key}", locale, path=self.path, why=self.why,
                   files=[str(each) for each in self.files])
