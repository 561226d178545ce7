"""How loads come about: what rows ask of people, posts and equipment over some days, and what is there, cell by cell.

Both are means per working day of the span; a span of one day is the day itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from checks.assets import Assets
from checks.derivation import HUNDRED, Derivation, given, most, summed, total, workdays
from checks.people import HOURS_PER_DAY
from checks.staffing import WHOLE, Staffing
from checks.windows import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from checks.demand import Demands
    from checks.portfolio import Portfolio
    from checks.staffing import Post
    from templates.table import Row

    Span = tuple[date, date]


@dataclass
class Asked:
    """The loads of one portfolio; `span` is always a first and a last working day."""

    portfolio: Portfolio

    @property
    def staffing(self) -> Staffing:
        """What is asked of people and posts."""
        return self.portfolio.shared(Staffing)

    @property
    def assets(self) -> Assets:
        """What is asked of equipment."""
        return self.portfolio.shared(Assets)

    @cached_property
    def _units(self) -> Demands:
        return self.assets.demands()

    def of_person(self, person: str, span: Span) -> Derivation:
        """Percent of a person's day."""
        return self._mean(_rows(self.staffing.of_persons, [person], span), span, self._share)

    def of_post(self, post: Post, span: Span) -> Derivation:
        """People of a post, all day; of all circles inside of it."""
        return self.of_circles([key for key in self.staffing.of_posts.resources if post.includes(self.staffing.posts[key])], span)

    def of_circles(self, circles: Iterable[str], span: Span) -> Derivation:
        """People of just these circles, all day."""
        return self._mean(_rows(self.staffing.of_posts, circles, span), span, self._heads)

    def of_asset(self, asset: str, span: Span, *, hours: bool) -> Derivation:
        """Units of equipment, or their hours per day."""
        return self._mean(_rows(self._units, [asset], span), span, lambda row: self._quantity(row, hours=hours))

    def there_of_post(self, post: Post, span: Span) -> Derivation:
        """People of a post who are there, with a valid skill."""
        people, found = self.staffing.people, []
        for person, _ in self.staffing.fitting(post):
            days = people.days_there(person.key, *span)
            skill = people.skill(person.key, post.skill) if post.skill else None
            if skill and day(skill, "expires"):              # the day itself still counts
                last = skill.at("expires")
                days = (workdays(days.spans, days.within, (*days.less, (last, None)))
                        + workdays([(last, last)], days.within, days.less))
            found.append(days)
        return self._per_day(summed(found), span) if found else given(0, "nobody")

    def there_of_asset(self, asset: str, span: Span, *, hours: bool) -> Derivation:
        """Units of equipment in service, or their hours per day."""
        units = most(given(0, "least"), self._per_day(self.assets.units(asset, *span), span))
        return units * self.assets.per_day(asset) if hours else units

    def _mean(self, rows: Iterable[Row], span: Span, amount: Callable[[Row], Derivation]) -> Derivation:
        windows = self.staffing.windows
        return self._per_day(summed(amount(row) * workdays([windows.edges(row)], span) for row in rows), span)

    def _per_day(self, derivation: Derivation, span: Span) -> Derivation:
        first, last = span
        return derivation if first == last else derivation / workdays([span])

    def _share(self, row: Row) -> Derivation:
        return self._of_day(row, self.staffing.people.per_day(row.text("person")))

    def _heads(self, row: Row) -> Derivation:
        share = self._of_day(row, given(HOURS_PER_DAY, "hours_per_day")) / HUNDRED
        by_hours = row.blank("share") and not row.blank("hours")
        return share if by_hours or row.blank("headcount") else total([row.at("headcount")]) * share

    def _of_day(self, row: Row, per_day: Derivation) -> Derivation:
        """Percent of the day: as typed, else the hours spread over the row's working days, else all of it."""
        if not row.blank("share"):
            return total([row.at("share")])
        if row.blank("hours"):
            return given(WHOLE, "all_day")
        return total([row.at("hours")]) / workdays([self.staffing.windows.edges(row)]) / per_day * HUNDRED

    def _quantity(self, row: Row, *, hours: bool) -> Derivation:
        quantity = total([row.at("quantity")])
        if not hours:
            return quantity
        typed = row.number("hours_per_day")
        return quantity * (self.assets.per_day(row.text("asset")) if typed is None else total([row.at("hours_per_day")]))


def _rows(demands: Demands, resources: Iterable[str], span: Span) -> list[Row]:
    """The rows that ask for something on some day of the span."""
    first, last = (day.toordinal() for day in span)
    found = []
    for resource in resources:
        asking = demands.asking(list(demands.resources).index(resource))
        found += [demands.rows[each] for each in asking.tolist()
                  if demands.first[each] <= last and demands.last[each] >= first and demands.amounts[each]]
    return found
