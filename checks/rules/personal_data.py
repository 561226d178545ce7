"""C04: identity numbers, mobile numbers and bank cards where everybody can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.masking import hits, masked
from checks.rule import Found, found, rule
from templates.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio


@rule("C04", scope="f", severity="warning", clauses=("6.1.3",))
def personal_data(portfolio: Portfolio) -> Iterator[Found]:
    """These workbooks are sent around and put together; who was born when, and whose card it is, concerns nobody.

    Only numbers that are right by their checksum count (GB 11643, Taiwan's identity numbers, Luhn), mobile numbers by
    their form, and never digits inside a longer code. Every output shows them masked. Not wanted for a hotline that
    is meant to be public; waive the finding for that cell.
    """
    for book in portfolio.books:
        for table in book.tables.values():
            texts = [field.key for field in table.declaration.inputs if field.type == "text" and field.key in table.columns]
            for key in texts:
                values = table.columns[key]
                for index in table.filled:
                    value = values[index]
                    if isinstance(value, str) and len(value) > 9 and (found_in := hits(value)):
                        yield found(Row(table, index).at(key), variant=found_in[0].kind,
                                    masked=[masked(value[each.start:each.end]) for each in found_in], count=len(found_in))
