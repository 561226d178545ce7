"""Working days: counted against a walk over the days, with the organisation's own corrections."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from templates.calendar import Calendar

OWN = {date(2026, 3, 7): True, date(2026, 3, 11): False}
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@given(DAYS, DAYS)
def test_days_are_those_of_a_walk(start: date, finish: date) -> None:
    calendar = Calendar(OWN)
    walked = [day for number in range(max(0, (finish - start).days + 1))
              if calendar.works(day := start + timedelta(days=number))]
    assert calendar.days(start, finish) == walked
    assert calendar.workdays(start, finish) == len(walked)


@given(DAYS, st.integers(0, 40))
def test_the_count_th_day_after_has_so_many_days_between(day: date, count: int) -> None:
    calendar = Calendar(OWN)
    after = calendar.after(day, count)
    assert calendar.works(after)
    if count:
        assert calendar.between(day, after) == count


def test_make_up_days_and_own_corrections() -> None:
    assert Calendar().works(date(2026, 5, 9))                    # a Saturday on which people work
    assert not Calendar().works(date(2026, 5, 1))
    assert Calendar(OWN).works(date(2026, 3, 7))
    assert not Calendar(OWN).works(date(2026, 3, 11))


def test_a_year_without_a_plan_is_known_once_the_sheet_speaks_of_it() -> None:
    assert Calendar().known(2026)
    assert not Calendar().known(2031)
    assert Calendar({date(2031, 2, 3): False}).known(2031)
    assert Calendar().works(date(2031, 1, 1))                    # Monday to Friday
