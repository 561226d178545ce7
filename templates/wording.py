"""Sentences in the three languages: one flat table per layer and language, keyed by what they are about."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from templates.field import LOCALES, Locale
from templates.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUS = "\u2212"
"""The sign of a negative number in print: a hyphen is no minus."""


@cache
def sentences(layer: str, locale: str) -> dict[str, str]:
    """All sentences of a layer (templates, checks, reports, addin) in one language; nested tables become a.b.c.

    They stand in wording/<locale>.toml, and where that grew long in wording/<subject>.<locale>.toml beside it.
    """
    found: dict[str, str] = {}
    for source in sorted(files(layer).joinpath("wording").iterdir(), key=lambda each: each.name):
        subject, _, rest = source.name.partition(".")
        if source.name == f"{locale}.toml" or (rest == f"{locale}.toml" and subject != "help"):
            found.update(_flat(tomllib.loads(source.read_text(encoding="utf-8"))))
    return found


def say(layer: str, key: str, locale: str, **facts: object) -> str:
    """One sentence with its facts filled in; a missing key is our own mistake and raises KeyError."""
    return sentences(layer, locale)[key].format_map({name: shown(value, locale) for name, value in facts.items()})


def listed(parts: Iterable[str], locale: str) -> str:
    """A list in one sentence, joined as the language does it."""
    return (", " if locale == "en" else "、").join(parts)


def shown(value: object, locale: str = LOCALES[0]) -> str:
    """A fact as people read it: ISO dates, thousands separated, no needless decimals, lists joined, texts cut."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
        return text.replace("-", MINUS)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, list | tuple):
        return listed((shown(each, locale) for each in value), locale)
    return printable(str(value))


@cache
def helps(locale: str) -> dict[str, str]:
    """Help sentences by "book.sheet.column" and "book.sheet._"; empty for a language that has none yet."""
    source = files("templates").joinpath("wording", f"help.{locale}.toml")
    return dict(_flat(tomllib.loads(source.read_text(encoding="utf-8")))) if source.is_file() else {}


def known(locale: str | None) -> Locale | None:
    """The language meant by zh-Hans, zh_TW, zh-CN.UTF-8, en_GB …; None for any other."""
    text = (locale or "").replace("_", "-").partition(".")[0].lower()
    for each in LOCALES:
        if text == each.lower():
            return each
    if text.startswith("zh"):
        return "zh-Hant" if any(region in text for region in ("tw", "hk", "mo", "hant")) else "zh-Hans"
    return "en" if text.startswith("en") else None


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((prefix + key, str(value)))
    return found
