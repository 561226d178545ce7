"""The contents of one letter: to whom, by when to answer, one sentence on top, and the parts that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from reports.entries import person, together
from reports.figure import typed_sentence
from reports.letter.agreeing import agreeing
from reports.letter.mending import mending
from reports.letter.naming import plain_name
from reports.letter.praise import praise
from reports.letter.rectifying import rectifying
from reports.letter.reply import reply
from reports.letter.supervision import supervision
from reports.unreported import unreported
from templates.books import BOOKS, sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.context import Context
    from reports.figure import Figure
    from reports.letter.grounds import Grounds, Share
    from templates.table import Place


def contents(context: Context, grounds: Grounds, department: str) -> dict[str, Any]:
    """What the page template needs for one department."""
    share, row = grounds.share(department), context.portfolio.departments[department]
    return {
        "name": typed_sentence(plain_name(context, department)),
        "head": person(context, row, "head"), "liaison": person(context, row, "liaison"),
        "reply": "" if share.nothing else _reply(context, department), "lead": _lead(context, grounds, share),
        "praise": praise(context, grounds, department) if share.nothing else [],
        "mending": mending(context, share), "supervision": supervision(context, grounds, share),
        "rectifying": rectifying(context, share), "agreeing": agreeing(context, grounds, share),
        "slip": "" if share.nothing else context.say(
            "letters.slip_sub", sheet=sheet_of("progress.issues").label.said(context.locale)),
    }


def _reply(context: Context, department: str) -> Markup:
    """The day, and whether a deadline falls on it or it was counted."""
    due = reply(context.portfolio, department)
    day = Markup("<time>{}</time>").format(due.day.isoformat())
    if due.deadline:
        book = BOOKS[due.deadline.text("book")].label.said(context.locale)
        return context.say("letters.reply_deadline", day=day, book=book, period=typed_sentence(due.deadline.text("period")))
    number = context.figures.add(due.workdays, f"{due.workdays}", context.word("letters.figure_workdays"), due.derivation)
    return context.say("letters.reply_workdays", day=day, n=number)


def _lead(context: Context, grounds: Grounds, share: Share) -> Markup:
    """One sentence on top: what must be mended, what wants an answer, what is late; then what else there is."""
    if share.nothing:
        return Markup(context.word("letters.nothing"))  # noqa: S704 - our own sentence
    by_severity = {severity: [each.anchor for each in share.mend if each.severity == severity]
                   for severity in ("error", "warning", "hint")}
    red = [each.row.at("actual") for each in share.tasks if each.colour == "red"]
    unknown = not red and share.department in unreported(grounds.portfolio)
    first = context.say("letters.lead", errors=_part(context, share, "errors", by_severity["error"]),
                        answers=_part(context, share, "answers", by_severity["warning"]),
                        overdue=context.word("letters.overdue_unknown") if unknown else _part(context, share, "overdue", red))
    further = {"open": [row.at("due") for row in share.rectifications],
               "agree": [each.finding.anchor for each in share.conflicts], "hints": by_severity["hint"]}
    return together(context, [first, *(_part(context, share, name, places) for name, places in further.items() if places)])


def _part(context: Context, share: Share, name: str, places: Iterable[Place]) -> Markup:
    number = _counted(context, share, name, places)
    return context.say(f"letters.{name}_some", n=number) if number.value else Markup(context.word(f"letters.{name}_none"))  # noqa: S704


def _counted(context: Context, share: Share, name: str, places: Iterable[Place]) -> Figure:
    return context.figures.count(places, f"{plain_name(context, share.department)} {context.word(f'letters.figure_{name}')}")
