"""B12: one expense that two departments have in their budgets."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from checks.pairing import similarity
from checks.rule import Found, found, rule
from checks.similar import Groups
from templates.books.choices import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row


@rule("B12", scope="x", severity="warning", clauses=("3.1.4", "4.3.1"), ratio=0.85,
      columns=("budget.lines.item", "budget.lines.supplier", *(f"budget.lines.{key}" for key in MONTHS)))
def budgeted_twice(portfolio: Portfolio, ratio: float) -> Iterator[Found]:
    """Two departments that go to one fair both budget the stand; one of them will not need the money.

    The same supplier, the same amount in the same month and like wording of the item; items that name different
    products are different. Lines of more than two departments are one finding. Not wanted for costs that a supplier
    shares out equally; name the department in the item.
    """
    lines = [line for line in portfolio.rows("budget.lines") if line.text("supplier") and line.text("item")]
    groups, pairs = Groups(len(lines)), dict[tuple[int, int], str]()
    for month, rivals in _equal(lines):
        for pair in combinations(rivals, 2):
            one, other = (lines[each] for each in pair)
            if pair not in pairs and one.department != other.department:
                alike = similarity(one.text("item"), other.text("item")) >= ratio - 1e-9
                pairs[pair] = month if alike else ""
                if alike:
                    groups.join(*pair)
    for group in groups.joined():
        members = [lines[each] for each in group]
        month, number = min((month, pair[0]) for pair, month in pairs.items() if month and pair[0] in group)
        supplier = portfolio.by_key("organisation.suppliers").get(members[0].text("supplier"))
        yield found(*(line.at("item") for line in members), *(line.at("supplier") for line in members),
                    item=members[0].text("item"), departments=list(dict.fromkeys(line.department for line in members)),
                    supplier=(supplier.text("name") if supplier else "") or members[0].text("supplier"),
                    amount=lines[number].number(month), month=f"{members[0].table.source.period}-{month[1:]}")


def _equal(lines: list[Row]) -> Iterator[tuple[str, list[int]]]:
    """Months, each with lines that pay one supplier the same amount in it, of one department or several."""
    paid: dict[tuple[str, str, str, float], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for key in MONTHS:
            if amount := line.number(key):
                paid[line.table.source.period, key, line.text("supplier"), round(amount, 2)].append(number)
    for (_, month, _, _), rivals in paid.items():
        if len(rivals) > 1:
            yield month, rivals
