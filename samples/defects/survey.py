"""Answers that do not count, a department that hardly anybody rated, answers ticked without looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.defects.defect import E, W, many, one

if TYPE_CHECKING:
    from samples.folder import Folder, Record

ANSWERS = "survey.answers"
RATERS = ("R005", "R052", "R087", "R119")
"""Who still rates HR after defect 85; R119's answers belong to defect 86 as well."""


def _of(folder: Folder, respondent: str) -> list[Record]:
    return [row for row in folder.book("survey").rows("answers") if row["respondent"] == respondent]


def uncounted(folder: Folder) -> None:
    """Two rate themselves, two rate a department again at the end of the sheet, one writes a word of his own."""
    for respondent, home in (("R014", "QA"), ("R031", "FI")):
        _of(folder, respondent)[0]["rated_department"] = home
    for key in ("R022/RD", "R047/P1"):
        again = dict(folder.row(ANSWERS, "", key))
        again.update(q1="neutral", q2="fairly", q3="neutral", q4="fairly", q5="neutral")
        folder.book("survey").sheets["answers"].append(again)
    folder.row(ANSWERS, "", "R039/IT")["q3"] = "很好"


def rated_by_few(folder: Folder) -> None:
    sheets = folder.book("survey").sheets
    sheets["answers"] = [row for row in sheets["answers"]
                         if not row or row["rated_department"] != "HR" or row["respondent"] in RATERS]


def straight_lines(folder: Folder) -> None:
    for respondent, word in (("R118", "satisfied"), ("R119", "fairly")):
        for row in _of(folder, respondent):
            row.update(dict.fromkeys(("q1", "q2", "q3", "q4", "q5"), word))


DEFECTS = (
    many(
        57,
        uncounted,
        ("S02", E, ANSWERS, "", "R014/QA", "rated_department"),
        ("S02", E, ANSWERS, "", "R031/FI", "rated_department"),
        ("S02", E, ANSWERS, "", "R022/RD", "respondent"),
        ("S02", E, ANSWERS, "", "R047/P1", "respondent"),
        ("S02", E, ANSWERS, "", "R039/IT", "q3"),
    ),
    one(85, rated_by_few, "S01", W, ANSWERS, "", "R005/HR", "rated_department"),
    many(
        86,
        straight_lines,
        ("S03", W, ANSWERS, "", "R118/RD", "respondent"),
        ("S03", W, ANSWERS, "", "R119/RD", "respondent"),
    ),
)
