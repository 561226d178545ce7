"""Options and kinds of arguments that several commands share, and the language of their help."""

from __future__ import annotations

import locale as system_locale
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from templates.field import LOCALES
from templates.wording import known, say


def system_language() -> str:
    """The language of the system, zh-Hans where it is none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value.partition(".")[0] not in ("C", "POSIX"):
            return known(value) or "zh-Hans"
    return known(system_locale.getlocale()[0]) or "zh-Hans"


def said(key: str, **facts: object) -> str:
    """A sentence of this layer in the system's language, for help texts."""
    return say("addin", key, system_language(), **facts)


YEARS = 2000, 2100


class Day(click.ParamType[date]):
    """A date such as 2026-06-30."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it, or say what was expected."""
        if isinstance(value, date):
            return value
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            day = date.min
        if not YEARS[0] <= day.year <= YEARS[1]:
            self.fail(said("bad_day", typed=value), param, ctx)
        return day


locale_option = click.option("--locale", type=click.Choice(LOCALES), help=said("help.locale"))
as_of_option = click.option("--as-of", type=Day(), help=said("help.as_of"))
seed_option = click.option("--seed", type=click.IntRange(0, 2**31 - 1), metavar="N", help=said("help.seed"))
existing = click.Path(exists=True, path_type=Path)
folder = click.Path(exists=True, file_okay=False, path_type=Path)
output = click.Path(path_type=Path)
book_file = click.Path(exists=True, dir_okay=False, path_type=Path)
