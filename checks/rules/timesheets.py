"""M11: hours booked on days on which nobody works, or more than a day holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from checks.overtime import LEAVE, Overtime
from checks.rule import RULES, Found, found, rule, value_of
from templates.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from checks.people import Away
    from checks.portfolio import Portfolio

    PersonDay = tuple[str, date]


@rule("M11", scope="f", severity="warning", clauses=("2.4.1", "6.1.3"), hours=12.0,
      columns=("progress.timesheet.hours", "progress.timesheet.date", "organisation.absences.start"))
def unlikely_hours(portfolio: Portfolio, hours: float) -> Iterator[Found]:
    """Hours on leave, on a day off or beyond the day stand on the wrong line, or somebody worked who should have rested.

    All entries of a person and day are one finding. A long working day that is overtime already is not said again; a
    trip or training is work. Not wanted for shifts that run at weekends; enter their days in the calendar sheet.
    """
    overtime = Overtime(portfolio)
    works = {when: portfolio.calendar.works(when) for when in {when for _, when in overtime.hours}}
    leaves = {person: own for person, each in overtime.people.away.items() if (own := [one for one in each if one.kind in LEAVE])}
    odd: dict[PersonDay, tuple[str, Away | None]] = {}
    for (person, when), booked in overtime.hours.items():
        away = next((each for each in leaves.get(person, ()) if each.first <= when <= each.last), None)
        if booked > 0 and (away or not works[when]):
            odd[person, when] = ("leave" if away else "off", away)
        elif booked > hours + 1e-6 and not _said_as_overtime(portfolio, booked - overtime.people.hours(person)):
            odd[person, when] = ("long", None)
    for (person, when), rows in _entries(portfolio, odd).items():
        variant, away = odd[person, when]
        yield found(*(row.at("hours") for row in rows), *([away.row.at("start")] if away else []),
                    variant=variant, person=person, name=overtime.people.rows[person].text("name"), date=when, limit=hours,
                    hours=round(overtime.hours[person, when], 2), start=away.first if away else None,
                    finish=away.last if away else None)


def _said_as_overtime(portfolio: Portfolio, more: float) -> bool:
    """True where R12 says that so many hours beyond the day are too many; it does not judge single workbooks."""
    usual = RULES["R12"].parameters["day"]
    typed = portfolio.parameters.get(("R12", "day"))
    return not portfolio.single and more > float(usual if typed is None else value_of(usual, typed)) + 1e-6


def _entries(portfolio: Portfolio, odd: Mapping[PersonDay, object]) -> Mapping[PersonDay, list[Row]]:
    """The entries of some persons and days, in the order of the books."""
    found_: dict[PersonDay, list[Row]] = {each: [] for each in odd}
    for table in portfolio.tables("progress.timesheet") if odd else ():
        persons, days, hours = (table.columns.get(key, []) for key in ("person", "date", "hours"))
        for index in table.filled if persons and days and hours else ():
            person, when = persons[index], days[index]
            if isinstance(person, str) and isinstance(when, date) and isinstance(hours[index], int | float):
                found_.get((person, when), []).append(Row(table, index))
    return found_
