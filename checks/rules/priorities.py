"""P13: where everything is important, nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.firsts import firsts
from checks.rule import Found, found, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("P13", scope="f", severity="warning", clauses=("1.3.3",), columns=("plan.tasks.priority",), share=40.0, tasks=5.0)
def all_important(portfolio: Portfolio, share: float, tasks: float) -> Iterator[Found]:
    """Priorities decide who gets a machine that two want; a department that calls everything high decides nothing.

    What is blank or unreadable counts as not high. Not wanted for a department that only does what management ordered;
    raise `share`.
    """
    for table in portfolio.tables("plan.tasks"):
        rows = list(firsts(table))
        high = [row for row in rows if row.text("priority") == "high"]
        if len(rows) >= tasks and len(high) * 100 > share * len(rows) + 1e-9:
            allowed = int(share * len(rows) / 100 + 1e-9)
            yield found(*(row.at("priority") for row in high), count=len(high), total=len(rows), share=share,
                        percent=round(len(high) / len(rows) * 100, 1), allowed=allowed, excess=len(high) - allowed)
