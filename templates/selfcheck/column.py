"""The vocabulary of a self-check: hidden columns beside a sheet, whose formulas judge its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from templates.geometry import LABEL_ROW

Cells = Callable[[str], str]
"""What a formula asks for → its reference:

"start", "_key"         the cell of the same row in a column of the sheet, or in a hidden one
"tasks.start"           a whole column of a sheet of the book (".start": of this one), with its label; of a form, its cell
"tasks^_key"            the total of a hidden column, on the sheet of totals
"@people.left"          a column of the hidden list sheet
"#P11.share"            a constant of the hidden list sheet: a rule's parameter, the department, the cut-off
"""
Write = Callable[[Cells], str]

FILLED, BROKEN, NIL = 1, 2, 9
"""What a row is (`_state`), 0 for a blank one: filled in, with an error cell, a nil return 无."""
MARK = "✗"
"""What a message begins with where something is wrong, not where it only says what is not checked here."""
WRONG, UNREAD = 1, 2
"""What a verdict says, 0 for nothing: the rule's message; that this form of a cell is not checked here."""
GRAVE, DOUBTFUL = 4, 2
"""What a cell that is wrong, or cannot be read here, counts: the larger one counts, and divided by three leaves a verdict."""
BLANK, UNKNOWN, UNCLEAR, ELSEWHERE = 0, -1, -2, -3
"""What a reference is that has no position in its list: empty, in no list, in a form that a formula cannot read,
of another department's workbook (or of lists that did not come along)."""
NOT_READ, NO_VALUE = '"?"', '"!"'
"""What a normalised date or number holds where the cell's text may be one, and where it is none."""


@dataclass(frozen=True)
class Column:
    """A hidden column: a helper ("_owner") or the verdict of a rule ("P03").

    `formula` gives the text of each row's formula, without the equals sign; `total` that of one cell on the sheet of
    totals. Without a `formula` it takes no column, nor where it is `inline`: then it stands inside the formulas of the row
    that ask for it.
    """

    key: str
    formula: Write | None = None
    total: Write | None = None
    inline: bool = False

    @property
    def is_verdict(self) -> bool:
        """True for the verdict of a rule, which bears its code."""
        return not self.key.startswith("_")


def helper(key: str, write: Write, total: Write | None = None) -> Column:
    """What other formulas look at; never an error, for one would spoil every row that looks at the whole column.

    It does not ask whether the row is filled in: then every edit of a row would have all others worked out anew.
    """
    return Column(key, lambda c: f'IFERROR({write(c)},"")', total)


def verdict(code: str, write: Write) -> Column:
    """What a rule says of a row that is filled in: WRONG, UNREAD or 0; a formula that fails has read nothing."""
    return Column(code, lambda c: f"IF({c('_state')}={FILLED},IFERROR({write(c)},{UNREAD}),0)")


def worst(parts: Iterable[str]) -> str:
    """One verdict of several: each part is GRAVE, DOUBTFUL or 0."""
    return f"MOD(MAX({','.join(parts)}),3)"


def lookup(key: str, position: str, wanted: str) -> Column:
    """What stands in a list, or in a column of another sheet, at a position that another column has found; else ""."""
    return Column(key, lambda c: f'IF(N({c(position)})>0,INDEX({c(wanted)},{c(position)}),"")', inline=True)


def own(c: Cells) -> str:
    """The position of the row in its columns, which begin with the label: nobody deletes it, or inserts rows above it alone."""
    letters = "".join(mark for mark in c("_state") if mark.isascii() and mark.isalpha())
    return f"(ROW()-ROW(${letters}${LABEL_ROW})+1)"


def is_odd(c: Cells) -> str:
    """Whether the row's key holds characters for which formulas and the engine compare differently; see fields."""
    return f'LEFT({c("_key")})="o"'


def first(c: Cells) -> str:
    """Whether the row is the first one of its key: that one counts."""
    return f"{c('_first')}=1"


def first_of_its_key(sheet: str) -> Column:
    """1 in the first row of a key, and in rows without one; their number is the total."""
    key = f"{sheet}._key"
    return helper("_first", lambda c: (
        f'IF(MOD({c("_state")},{NIL})=0,0,IF({c("_key")}="",1,IF({is_odd(c)},1,'
        f"IF(MATCH({c('_key')},{c(key)},0)={own(c)},1,0))))"),
        lambda c: f"SUM({c(f'{sheet}._first')})")
