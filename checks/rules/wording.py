"""P05: tasks worded so vaguely that nobody could say what will be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checks.phrases import BULLET, COUNT, cut, spoken
from checks.rule import Found, found, rule
from templates.text import comparable, items, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.portfolio import Portfolio
    from templates.table import Row

WORDS = ("加强、推进、做好、进一步、适时、尽快、相关、等工作、有关、不断、积极、大力、切实、努力、逐步、适当、若干、有效、深入、"
         "持续、配合做好、提升水平、优化完善、抓好、落实到位、"
         "strengthen、promote、further、relevant、as appropriate、as soon as possible、etc.")
"""Words that sound like work and say nothing."""
NOUNS = ("合同、报告、图纸、样机、证书、清单、方案、台账、系统上线、批次、工单、订单、纪要、验收单、手册、制度、"
         "contract、report、drawing、prototype、certificate、manual")
"""Things that can be counted or put on a table: beside one of them a vague word does no harm."""
TERMS = ("加强筋、加强板、加强圈、推进器、推进剂、推进泵、推进轴、相关系数、相关性、有效期、有效值、有效性、有效容积、有效载荷、"
         "不断电、不断线、持续集成")
"""Terms of a trade in which a vague word is none."""
COLUMNS = ("name", "description", "deliverable")
_SEEN = re.compile(r"\d|《[^》]+》")
_FILLER = re.compile(r"\b(?:the|an?|and|or|of|all|any|its|for|to|on|in)\b|[\W_]|[的和及与或等各类项该其]")
"""What holds words together; beside a noun it is nothing more."""


@dataclass(frozen=True)
class Lists:
    """The words of the rule as they are in force."""

    words: tuple[str, ...]
    nouns: tuple[str, ...]
    terms: tuple[str, ...]

    def vague(self, text: str) -> list[str]:
        """The vague words of a text; none where it holds a number, a code, a 《title》 or a thing that can be counted."""
        plain = spoken(BULLET.sub(" ", normal(text)))
        if _SEEN.search(plain) or COUNT.search(comparable(plain)):
            return []
        rest, said = cut(cut(plain, self.terms)[0], self.words)
        if not said:
            return []
        left, things = cut(rest, self.nouns)
        return [] if things and _FILLER.sub("", left) else said


@rule("P05", scope="f", severity="warning", clauses=("3.2.1",), columns=tuple(f"plan.tasks.{key}" for key in COLUMNS),
      min_length=8.0, words=WORDS, nouns=NOUNS, terms=TERMS)
def vague(portfolio: Portfolio, min_length: float, words: str, nouns: str, terms: str) -> Iterator[Found]:
    """Work that is only "strengthened" or "promoted" can be neither planned nor accepted; everybody means something else.

    A deliverable that repeats the name has a finding of its own. Not wanted for headings over stages that are worded
    exactly; give the heading a number or a thing. Words of a trade belong into `terms`.
    """
    forms = [form for noun in items(nouns) for form in ((noun, f"{noun}s") if noun.isascii() else (noun,))]
    lists = Lists(tuple(word.rstrip(".") for word in items(words)), tuple(forms), tuple(items(terms)))
    for task in portfolio.rows("plan.tasks"):
        said = {column: each for column in COLUMNS if (each := _said(task, column, lists))}
        length = len("".join(normal(task.text("description")).split()))
        short = 0 < length < min_length
        if not said and not short:
            continue
        columns = [column for column in COLUMNS if column in said or (short and column == "description")]
        yield found(*(task.at(column) for column in columns), variant="both" if said and short else "short" if short else "",
                    task=task.key, columns=list(said), typed=[task.text(column) for column in said],
                    words=list(dict.fromkeys(word for each in said.values() for word in each)),
                    description=task.text("description"), length=length, min_length=min_length)


def _said(task: Row, column: str, lists: Lists) -> list[str]:
    text = task.text(column)
    repeated = column == "deliverable" and comparable(text) == comparable(task.text("name"))
    return [] if not text or repeated else lists.vague(text)
