"""Why a workbook with answers, or a folder to write into, is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.proposal.words import some
from templates.text import printable
from templates.wording import say

Why = Literal[
    # of the workbook itself
    "unreadable", "not_balance", "version", "edited", "no_lines", "answer", "contradiction", "unknown_task",
    # of the folder that it is used on
    "other_folder", "changed",
    # of the folder that the copies go to
    "nothing", "supposed", "inside", "exists",
]


@dataclass(frozen=True)
class Refusal:
    """`names` are the files, tasks or sheets concerned; `detail` is what was met there."""

    reason: Why
    names: tuple[str, ...] = ()
    detail: str = ""

    def said(self, locale: str) -> str:
        """The sentence for people."""
        names, detail = some(self.names, locale), printable(self.detail, 80)
        return say("reports", f"proposal.refused.{self.reason}", locale, names=names, detail=detail)
