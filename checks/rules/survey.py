"""S01–S03: surveys that too few answered, answers that do not count, answers given without looking."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING

from checks.answers import GROUP, chosen, respondent, surveys
from checks.rule import Found, found, rule
from templates.books.survey import QUESTIONS
from templates.wording import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.answers import Survey
    from checks.portfolio import Portfolio
    from templates.table import Row

CHOSEN = tuple(f"survey.answers.{key}" for key in QUESTIONS)


@rule("S01", scope="f", severity="warning", clauses=("2.4.2", "6.2.3"),
      columns=("survey.cover.sent", "survey.answers.respondent", "survey.answers.rated_department", *CHOSEN),
      response=60.0, valid=10.0, group=GROUP)
def too_few(portfolio: Portfolio, response: float, valid: float, group: float) -> Iterator[Found]:
    """What a few say is not what all think; and of a handful of answers everybody guesses who gave them.

    A valid answer here is a person's row that counts. Rows that do not say who answers or who is rated may make up
    what is missing, so they are counted in favour. Not wanted where a department has few partners: lower `valid`.
    """
    for survey in surveys(portfolio):
        unsigned = sum(not respondent(row) for row in survey.table)
        returned, sent = len(survey.returned), survey.sent
        if survey.cover and sent and (returned + unsigned) * 100 < response * sent - 1e-9:
            yield found(survey.cover.at("sent"), variant="rate", period=survey.period, sent=sent, returned=returned,
                        rate=survey.response, limit=response, lacking=ceil(response * sent / 100 - returned - 1e-9))
        yield from _small_groups(survey, valid, group)


def _small_groups(survey: Survey, valid: float, group: float) -> Iterator[Found]:
    unclear = sum(not row.text("rated_department") for row in survey.table)
    for department, rows in survey.rated.items():
        persons = len(survey.tally(department).persons)
        limit, variant = (group, "suppressed") if persons + unclear < group else (valid, "few")
        if persons + unclear < limit:
            first = next(iter(rows), None) or next(
                row for row in survey.table if row.text("rated_department") == department)
            yield found(first.at("rated_department"), variant=variant, period=survey.period, partner=department,
                        persons=persons, limit=limit, lacking=ceil(limit - persons))


@rule("S02", scope="f", severity="error", clauses=("2.4.2", "6.2.3"),
      columns=("survey.answers.respondent", "survey.answers.rated_department", "survey.answers.department", *CHOSEN))
def not_counted(portfolio: Portfolio) -> Iterator[Found]:
    """Praise of oneself, a second vote and an option that nobody offered would all distort the result.

    Such rows are left out until they are mended. Not wanted where self-assessment is asked for: keep it in the sheet
    of reviews, not among the answers.
    """
    for survey in surveys(portfolio):
        for rows in survey.twice:
            yield found(*(row.at("respondent") for row in rows), variant="twice", respondent=rows[0].text("respondent"),
                        partner=rows[0].text("rated_department"), count=len(rows),
                        cells=[row.at("respondent").cell for row in rows])
        for row in survey.of_themselves:
            yield found(row.at("rated_department"), row.at("department"), variant="self",
                        respondent=_shown(row, "respondent"), partner=row.text("rated_department"))
        for row, keys in survey.strange:
            options = _offered(survey)
            yield found(*(row.at(key) for key in keys), variant="option", respondent=_shown(row, "respondent"),
                        partner=_shown(row, "rated_department"), columns=keys,
                        typed=[str(row.raw(key)) for key in keys], options=options, last=options[-1])


def _shown(row: Row, key: str) -> str:
    """A key for a sentence; as typed where it is not understood, a dash where it is blank."""
    return "—" if row.blank(key) else str(row.raw(key))


def _offered(survey: Survey) -> list[str]:
    """The options as the book's own language words them."""
    field = survey.table.declaration.by_key[next(iter(QUESTIONS))]
    return [words.said(known(survey.book.identity.locale) or "zh-Hans") for words in field.choices.values()]


@rule("S03", scope="f", severity="warning", clauses=("2.4.2", "6.2.3"),
      columns=("survey.answers.respondent", "survey.answers.comment", *CHOSEN), same=90.0, answers=10.0)
def without_looking(portfolio: Portfolio, same: float, answers: float) -> Iterator[Found]:
    """Who ticks the same box down the page has not rated anybody; who is dissatisfied and does not say why helps nobody.

    不了解 is an answer here: ticked all the way down it says just as little. Rows that do not count are left out. Not
    wanted where people rate one close partner only: raise `answers`.
    """
    for survey in surveys(portfolio):
        by_person: dict[str, list[Row]] = defaultdict(list)
        for row in survey.rows:
            if respondent(row) and chosen(row):
                by_person[respondent(row)].append(row)
            if "not" in chosen(row) and row.blank("comment"):
                yield found(row.at("comment"), variant="comment", respondent=_shown(row, "respondent"),
                            partner=_shown(row, "rated_department"),
                            columns=[key for key in QUESTIONS if row.text(key) == "not"])
        for rows in by_person.values():
            options = [option for row in rows for option in chosen(row)]
            (_, most), = Counter(options).most_common(1)
            if len(options) >= answers and most * 100 >= same * len(options) - 1e-9:
                yield found(*(row.at("respondent") for row in rows), variant="alike", respondent=rows[0].text("respondent"),
                            alike=most, count=len(options), share=most / len(options) * 100, limit=same)
