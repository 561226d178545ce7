"""What to mend: the lines of a department's findings in words, the first ones; how many more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checks.message import describe
from reports.address import address
from reports.entries import together
from reports.figure import typed_sentence
from reports.letter.concern import concerned
from reports.letter.lines import Line, lines
from reports.letter.naming import named, plain_name

if TYPE_CHECKING:
    from markupsafe import Markup

    from checks.finding import Finding
    from checks.repeats import Repeat
    from reports.context import Context
    from reports.letter.grounds import Share

MOST = 24
"""Lines that are printed, about two pages; a longer list is worked through in the workbook."""


def mending(context: Context, share: Share) -> dict[str, Any]:
    """The rows of the table, and what is said of those left out."""
    found = lines(share.mend, share.department)
    rest = [each for line in found[MOST:] for each in line.findings]
    return {"rows": [_row(context, line, share.department) for line in found[:MOST]],
            "more": _more(context, rest, share.department) if rest else ""}


def _row(context: Context, line: Line, department: str) -> dict[str, Any]:
    return {**address(line.place), "faults": [_fault(context, told, department) for told in line.faults],
            "clears": _clears(context, line) if len(line.findings) > 1 else ""}


def _clears(context: Context, line: Line) -> Markup:
    name = f"{line.place.file} {line.place.cell} {context.word('letters.figure_clears')}"
    return context.say("letters.clears_column" if line.faults[0].others else "letters.clears_cell",
                       n=context.figures.count([each.anchor for each in line.findings], name))


def _fault(context: Context, told: Repeat, department: str) -> dict[str, Any]:
    finding = told.first
    said = describe(finding, context.locale, context.names)
    others = named(context, [key for key in context.portfolio.departments if key in concerned(finding) and key != department])
    return {"severity": finding.severity, "label": context.word(f"severity.{finding.severity}"), "code": finding.code,
            "title": typed_sentence(said.title), "fix": typed_sentence(said.fix), "message": together(context, [
                typed_sentence(said.message), typed_sentence(told.also(context.locale)) if told.others else "",
                context.say("letters.together", names=others) if others else ""])}


def _more(context: Context, rest: list[Finding], department: str) -> Markup:
    name = plain_name(context, department)
    number = context.figures.count([each.anchor for each in rest], f"{name} {context.word('letters.figure_more')}")
    errors = context.figures.count([each.anchor for each in rest if each.severity == "error"],
                                   f"{name} {context.word('letters.figure_more_errors')}")
    return context.say("letters.more_errors" if errors.value else "letters.more", n=number, **(
        {"errors": errors} if errors.value else {}))
