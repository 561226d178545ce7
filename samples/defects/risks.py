"""Risks that are typed over, unanswered, accepted, forgotten, overdue or saved with a stale score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import E, W, many, one
from templates.making import Stale

if TYPE_CHECKING:
    from samples.folder import Folder


def typed_score(folder: Folder) -> None:
    folder.row("plan.risks", "RD", "RK-RD-03").update(likelihood=4, impact=5, score=12, response="观察", measure=None)


def unforeseen(folder: Folder) -> None:
    risks = folder.book("plan", "PU").sheets["risks"]
    risks[:] = [row for row in risks if row and row["task"] != "T-PU-003"]


def not_closed(folder: Folder) -> None:
    folder.row("plan.risks", "QA", "RK-QA-02")["closed"] = None


def stale_score(folder: Folder) -> None:
    folder.row("plan.risks", "P1", "RK-P1-04").update(likelihood=3, impact=4, score=Stale(9))


def accepted(folder: Folder) -> None:
    folder.row("plan.risks", "EQ", "RK-EQ-02").update(likelihood=5, impact=3, response="accept")


DEFECTS = (
    many(49, typed_score, ("F06", E, "plan.risks", "RD", "RK-RD-03", "score"),
         ("F04", E, "plan.risks", "RD", "RK-RD-03", "response"), ("K02", E, "plan.risks", "RD", "RK-RD-03", "measure")),
    one(74, unforeseen, "K04", W, "plan.tasks", "PU", "T-PU-003", "priority"),
    one(75, not_closed, "K05", W, "plan.risks", "QA", "RK-QA-02", "due"),
    one(91, stale_score, "K01", E, "plan.risks", "P1", "RK-P1-04", "likelihood"),
    one(92, accepted, "K03", E, "plan.risks", "EQ", "RK-EQ-02", "response"),
)
