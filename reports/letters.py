"""Letters to departments 部门反馈函、督办单、整改通知: exactly what to mend, in which cell, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rules import load_rules
from reports.context import Context
from reports.document import document
from reports.letter.contents import contents
from reports.letter.grounds import Grounds
from reports.letter.naming import plain_name
from reports.letter.setting import write_all
from reports.letter.stems import stems
from reports.mentions import within_itself

if TYPE_CHECKING:
    from checks.judge import Judgement
    from checks.portfolio import Portfolio
    from reports.pdf import Page

__all__ = ["bundle", "letters", "write_all"]


def letters(portfolio: Portfolio, judgement: Judgement, locale: str, period: str = "") -> list[tuple[str, Page]]:
    """A letter for every department, in the organisation's order, each with a name for its file; nothing is written.

    Its numbers lead to their first mention, as a letter has no index; the attached file holds where they come from.
    """
    load_rules()
    grounds, found = Grounds(portfolio, judgement), []
    for stem, department in zip(stems(portfolio.departments), portfolio.departments, strict=True):
        context = Context(portfolio, locale, period)
        title = f"{context.word('letters.title')}　{plain_name(context, department)}"
        page = document(context, title, template="letter", letters=[contents(context, grounds, department)])
        found.append((stem, within_itself(page)))
    return found


def bundle(portfolio: Portfolio, judgement: Judgement, locale: str, period: str = "") -> Page:
    """The letters of all departments in one document, each on pages of its own, counted anew."""
    load_rules()
    grounds, context = Grounds(portfolio, judgement), Context(portfolio, locale, period)
    found = [contents(context, grounds, department) for department in portfolio.departments]
    return within_itself(document(context, context.word("letters.bundle"), template="letter", letters=found))
