"""Reasons in words: why a task moves, what blocks a conflict, what a task that was left out lacks."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Literal

from checks.masking import masked
from reports.proposal.words import some
from templates.text import printable
from templates.wording import say, sentences, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checks.balance.proposal import Reason
    from checks.portfolio import Portfolio

Subject = Literal["reason", "blocked", "left_out"]
_TABLES = ("organisation.people", "organisation.assets")
_CIRCLES = frozenset({"post"})
"""Kinds of resources whose key is no word for people: their name stands for both."""


def sentence(subject: Subject, reason: Reason, portfolio: Portfolio, locale: str) -> str:
    """The sentence of balance.<subject>.<kind> that uses the most of what is known; raises KeyError for an unknown kind."""
    words = sentences("checks", locale)
    key = f"balance.{subject}.{reason.kind}"
    known = _known(reason, portfolio, locale)
    told = [(uses, text) for each, text in words.items() if each == key or each.startswith(f"{key}.")
            if (uses := {name for _, name, _, _ in Formatter().parse(text) if name}) <= known.keys()]
    if not told:
        raise KeyError(key)
    return max(told, key=lambda each: len(each[0]))[1].format_map(known)


def _known(reason: Reason, portfolio: Portfolio, locale: str) -> dict[str, str]:
    """The facts as people read them; those that say nothing are none."""
    facts = {name: value for name, value in reason.facts.items()
             if value not in (None, "", (), []) and (name, value) != ("lag", 0)}
    known = {name: masked(_said(name, value, portfolio, locale)) for name, value in facts.items()}
    if "from" in facts and "to" in facts:
        first, last = known["from"], known["to"]
        known["when"] = first if first == last else say("checks", "span", locale, first=first, last=last)
    if "resource" in facts:
        known["resource"] = masked(_resource(facts, portfolio))
    return known


def _said(name: str, value: object, portfolio: Portfolio, locale: str) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return some([str(each) for each in value], locale)
    if name in ("department", "partner"):
        return portfolio.name(str(value))
    return _named(str(value), portfolio) if name == "person" else shown(value, locale)


def _resource(facts: Mapping[str, object], portfolio: Portfolio) -> str:
    """A resource by key and name; one whose key is no word for people by its name alone."""
    key, name = str(facts["resource"]), str(facts.get("name") or "")
    if name and (facts.get("kind") in _CIRCLES or name == key):
        return printable(name)
    return printable(f"{key} {name}") if name else _named(key, portfolio)


def _named(key: str, portfolio: Portfolio) -> str:
    """A person or asset by key and name, anything else as it is."""
    row = next((row for table in _TABLES if (row := portfolio.by_key(table).get(key))), None)
    return printable(f"{key} {row.text('name')}".strip() if row else key)
