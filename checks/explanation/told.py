"""A repair in words: who changes what, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.masking import masked
from checks.message import column_label
from templates.wording import listed, say, sentences, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.explanation.move import Move, Repair

DEPARTMENTS = ("partner", "other_department", "owner")
"""Facts that name a department by its key."""


def told(repair: Repair, locale: str, names: Mapping[str, str]) -> str:
    """The sentence of a repair; `names` gives departments' names by key. Personal data in what people typed are masked."""
    first, *more = (_told(move, locale, names) for move in repair.moves)
    for second in more:
        first = _framed("both", locale, first=first, second=_small(second, locale))
    return masked(first)


def cost(repair: Repair, locale: str) -> str:
    """What a repair costs, its parts that are not nothing."""
    parts = {"days": repair.days, "tasks": repair.tasks, "money": repair.money}
    said = [say("checks", f"repair.cost_{name}", locale, **{name: value}) for name, value in parts.items() if value]
    return listed(said, locale) or say("checks", "repair.cost_nothing", locale)


def _told(move: Move, locale: str, names: Mapping[str, str]) -> str:
    facts = {**move.facts, "days": round(move.days, 2)}
    by = facts.get("by")
    backwards = isinstance(by, int) and by < 0
    facts["by"] = abs(by) if isinstance(by, int) else by
    for name in DEPARTMENTS:
        if name in facts:
            facts[name] = names.get(str(facts[name]), facts[name])
    if isinstance(departments := facts.get("departments"), list):
        facts["departments"] = [names.get(each, each) for each in departments]
    if move.kind == "agree":
        facts["column"] = column_label(move.changes[0].place, str(facts["column"]), locale)
    if "load" in facts:
        facts["busy"] = say("checks", "repair.busy" if facts["load"] else "repair.free", locale, load=facts["load"])
    if "start" in facts:
        first, last = facts["start"], facts["finish"]
        facts["window"] = shown(first) if first == last else say("checks", "span", locale, first=first, last=last)
    what = say("checks", f"repair.{_variant(move, backwards=backwards)}", locale, **facts)
    if facts.get("along"):
        what = _framed("along", locale, what=what, along=shown(facts["along"], locale))
    if move.kind in ("shift", "sooner") and "handover" in facts:
        what = _framed("with_handover", locale, what=what, handover=shown(facts["handover"]), date=shown(facts["date"]))
    return what


def _framed(key: str, locale: str, **parts: str) -> str:
    """A sentence around others, which are not cut as what people typed is."""
    return sentences("checks", locale)[f"repair.{key}"].format_map(parts)


def _variant(move: Move, *, backwards: bool) -> str:
    if move.kind in ("shift", "inside"):
        return f"{move.kind}_{'earlier' if backwards else 'later'}"
    if move.kind in ("person", "unit") and move.facts["lent"]:
        return f"{move.kind}_lent"
    return f"add_{move.facts['side']}" if move.kind == "add" else move.kind


def _small(sentence: str, locale: str) -> str:
    """In the middle of an English sentence a word begins small; a key keeps its letters."""
    word = sentence.split(" ", 1)[0]
    return sentence[0].lower() + sentence[1:] if locale == "en" and word.isalpha() and not word[1:].isupper() else sentence
