"""Reading a cell in a formula: blank or not, a date, a number, one of several words, a reference into a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from templates.colours import one_of
from templates.selfcheck.column import (
    BLANK,
    BROKEN,
    ELSEWHERE,
    NO_VALUE,
    NOT_READ,
    UNCLEAR,
    UNKNOWN,
    Column,
    helper,
)

if TYPE_CHECKING:

    from templates.field import Field
    from templates.selfcheck.column import Cells, Write

FIRST_DATE, AFTER_DATES = 36_526, 73_416
"""Serial numbers of 2000-01-01 and 2101-01-01: what the reader takes for a date lies between them."""
_FULL_WIDTH = "".join(map(chr, [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]))
_ODD_SPACES = "\u3000\u00a0\u200b\ufeff\n\t"
_SIGNS = "*?~<>="
ODD = _FULL_WIDTH + "－＿" + _ODD_SPACES + _SIGNS
"""Characters in keys, references and choices that make a formula compare otherwise than the engine: full width, spaces that
TRIM leaves, and signs that mean something to COUNTIF and MATCH."""
PUNCTUATION = "（）()【】[]：，。．；！“”‘’'／/—–·&+和及与與"
"""In a name these may be written in two ways, or part several names."""
_DATE_CHARS = "0123456789-/.:年月日 ０１２３４５６７８９－／．：" + _ODD_SPACES
_NUMBER_CHARS = "0123456789,.+-%¥$元E ０１２３４５６７８９，．＋－％￥" + _ODD_SPACES
_LOOSE = "/&+|和及与與"
_SEVERAL_SIGNS = "…℃㎡㎥№㎏㎜㎝㎞"
_MEASURES = ("0123456789０１２３４５６７８９〇零一二两兩三四五六七八九十半百千万萬亿億成分①②③④⑤⑥⑦⑧⑨⑩²³㎡㎥½"
             "≥≤≧≦<>±%‰＜＞％")
MARKS = {"odd": ODD, "punctuation": PUNCTUATION, "dates": _DATE_CHARS,
         "numbers": _NUMBER_CHARS, "loose": _LOOSE, "several": _SEVERAL_SIGNS, "measures": _MEASURES}
"""Characters that formulas look for, by name. `loose` ones stand between two persons; `several` are one character that the
engine reads as several; without one of `measures` a criterion holds neither number nor symbol."""


def blank(cell: str) -> str:
    """Whether nothing but white space is typed."""
    return f"LEN({despaced(cell)})=0"


def holds(c: Cells, cell: str, marks: str) -> str:
    """Whether a text holds one of some characters, by their name.

    They stand on the list sheet. With a list inside of it LibreOffice 7.4 keeps the cells of a shared formula apart, and
    has each of them move the references of all when a row or a sheet is inserted.
    """
    return f"SUMPRODUCT(--ISNUMBER(FIND({c(f'@marks.{marks}')},{cell})))>0"


def holds_one(cell: str, marks: str) -> str:
    """The same of a few characters, without a list: cheaper, and for every row."""
    return "COUNT(" + ",".join(f"FIND({_quoted(mark)},{cell})" for mark in marks) + ")>0"


def _quoted(mark: str) -> str:
    """A character in a formula; one that controls by its number."""
    return f"CHAR({ord(mark)})" if mark < " " else f'"{mark}"'


def odd(c: Cells, cell: str) -> str:
    """Whether a key, reference or choice holds a character for which formulas and the engine compare differently."""
    return holds(c, cell, "odd")


def odd_key(c: Cells, text: str) -> str:
    """The same of a key, for every row and so in a cheaper way, where ASC tells full width: in Chinese programs."""
    return f'IF(ASC("Ａ")="A",IF(EXACT(ASC({text}),{text}),{holds_one(text, _ODD_SPACES[1:] + _SIGNS)},TRUE),{odd(c, text)})'


def foreign(c: Cells, cell: str, marks: str) -> str:
    """Whether a text holds anything but these characters (capital letters stand for both cases)."""
    return f'LEN({cell})>SUMPRODUCT(LEN({cell})-LEN(SUBSTITUTE(UPPER({cell}),{c(f"@marks.{marks}")},"")))'


def despaced(cell: str) -> str:
    """A text without its white space."""
    return f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(CLEAN({cell})," ",""),"\u3000",""),"\u00a0","")'


class Outcome(NamedTuple):
    """What a reading gives for a blank cell, for a value that cannot be right, and for a text that may be right."""

    empty: str = '""'
    wrong: str = NO_VALUE
    unread: str = NOT_READ


NORMALISED = Outcome()


def date(c: Cells, key: str, outcome: Outcome = NORMALISED, value: str = "") -> str:
    """A whole date as its serial number, or `value`; else as the outcome says."""
    x = c(key)
    return (f"IF(ISNUMBER({x}),IF(AND({x}>={FIRST_DATE},{x}<{AFTER_DATES}),{value or f'INT({x})'},{outcome.wrong}),"
            f"IF({blank(x)},{outcome.empty},IF({foreign(c, x, 'dates')},{outcome.wrong},{outcome.unread})))")


def number(c: Cells, field: Field, outcome: Outcome = NORMALISED, value: str = "") -> str:
    """A number within its bounds, or `value`; else as the outcome says."""
    x = c(field.key)
    outside = [f"{x}{sign}{bound:g}" for sign, bound in (("<", field.low), (">", field.high)) if bound is not None]
    outside += [f"{x}<>INT({x})"] if field.type == "int" else []
    inside = f"IF(OR({','.join(outside)}),{outcome.wrong},{value or x})" if outside else value or x
    return (f"IF(ISNUMBER({x}),{inside},IF({blank(x)},{outcome.empty},"
            f"IF(OR(ISLOGICAL({x}),{foreign(c, x, 'numbers')}),{outcome.wrong},{outcome.unread})))")


def chosen(c: Cells, field: Field, *keys: str) -> str:
    """Whether a cell holds one of some choices (all of them where none is named), in any of the languages."""
    wanted = keys or tuple(field.choices)
    words = dict.fromkeys(word.replace(" ", "").lower() for key in wanted for word in (key, *field.choices[key]))
    return one_of(despaced(c(field.key)), list(words))


def first_word(text: str) -> str:
    """A key before its name, with the prefix that keys bear in lists, so that none of them reads as a number or date."""
    return f'"k|"&LEFT({text},FIND(" ",{text}&" ")-1)'


def found(c: Cells, key: str, keys: str, text: str, unknown: str) -> str:
    """The position of a key; one that is not found is looked at again: odd characters are why, or it is unknown.

    A key that is found has none but those by which one cell stands for many.
    """
    return f"IF({holds_one(text, '*?~')},{UNCLEAR},IFERROR(MATCH({key},{keys},0),IF({odd(c, text)},{UNCLEAR},{unknown})))"


def department_in(cell: str) -> str:
    """The department in T-<department>-nnn, "|" where there is none."""
    x = f"TRIM({cell})"
    return f'IFERROR(MID({x},FIND("-",{x})+1,FIND("-",{x},FIND("-",{x})+1)-FIND("-",{x})-1),"|")'


def referring(
    field: Field, keys: str, names: str = "", *, judged: str = "", away: str = "", unclear: str = "",
) -> Column:
    """The position of a reference in a list, or why it has none.

    `judged` says when there is a list at all, `away` is a constant with the departments whose keys are taken as typed.
    What is neither a key nor looks like one may be a name: of a list it is looked for among the `names`, of the book's
    own sheets it is not read, for then every edit of a name would have all references worked out anew. `unclear` counts
    keys of the list that a formula cannot read.
    """
    def meant(c: Cells) -> str:
        cell, department = c(field.key), department_in(c(field.key))
        named = f"COUNTIF({c(names)},TRIM({cell}))>0,{holds(c, cell, 'punctuation')}" if names else ""
        doubt = named or f'{c(unclear)}>0,{department}="|"'
        unknown = f"IF(OR({doubt}),{UNCLEAR},{UNKNOWN})"
        if away:
            unknown = f'IF(ISNUMBER(FIND("|"&{department}&"|",{c(away)})),{ELSEWHERE},{unknown})'
        position = found(c, first_word(f"TRIM({cell})"), c(keys), cell, unknown)
        position = f"IF({c(judged)}=0,{ELSEWHERE},{position})" if judged else position
        return f"IF({blank(cell)},{BLANK},{position})"

    return helper(f"_{field.key}", meant, _unclear(f"_{field.key}"))


def _unclear(name: str) -> Write:
    """How many rows name something that cannot be read here."""
    return lambda c: f'COUNTIF({c(f".{name}")},{UNCLEAR})+COUNTIF({c("._state")},{BROKEN})'
