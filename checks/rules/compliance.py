"""C02: rules that were found broken, and nobody mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("C02", scope="f", severity="warning", clauses=("6.1.3",),
      columns=("registers.compliance.rectification", "registers.compliance.result"))
def unmended(portfolio: Portfolio) -> Iterator[Found]:
    """A check that finds something wrong is of use only when somebody puts it right.

    Not wanted where it was put right on the spot; check again and enter that it is met.
    """
    for row in portfolio.rows("registers.compliance"):
        if row.text("result") == "not_met" and row.blank("rectification"):
            yield found(row.at("rectification"), row.at("result"), item=row.text("item"), partner=row.text("subject"),
                        checked=row.day("checked"), basis=row.text("basis"))
