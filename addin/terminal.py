"""The terminal: the same words as the buttons. `tongchou COMMAND --help` says what each does."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from addin import options
from addin.options import Day, as_of_option, existing, folder, locale_option, output, said, system_language
from reports.kinds import KINDS
from templates.books import BOOKS

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

    from checks.scheduling.problem import Objective


@click.group(help=said("help.tongchou"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tongchou", prog_name="tongchou")
def main() -> None:
    """統籌."""


def messages() -> Console:
    """Where everything goes that is not the result: standard error."""
    from rich.console import Console  # noqa: PLC0415 - 60 ms, not wanted for --help

    return Console(stderr=True, highlight=False, soft_wrap=True)


@main.command(help=said("help.validate"))
@click.argument("paths", nargs=-1, required=True, type=existing, metavar="PATH…")
@click.option("--format", "form", type=click.Choice(["table", "json", "xlsx"]), default="table", help=said("help.format"))
@click.option("-o", "--output", "target", type=output, help=said("help.output"))
@as_of_option
@locale_option
def validate(paths: tuple[Path, ...], form: str, target: Path | None, as_of: date | None, locale: str | None) -> None:
    """Find what is wrong or missing."""
    from addin import commands  # noqa: PLC0415 - each command imports what it needs, so that all start fast

    sys.exit(commands.validate(paths, form, target, as_of, locale, messages()))


@main.command(help=said("help.consolidate"))
@click.argument("directory", type=folder, metavar="DIR")
@click.option("-o", "--output", "target", type=output, required=True, help=said("help.output"))
@as_of_option
@locale_option
def consolidate(directory: Path, target: Path, as_of: date | None, locale: str | None) -> None:
    """Put all departments' sheets into one workbook."""
    from addin import commands  # noqa: PLC0415 - each command imports what it needs, so that all start fast

    sys.exit(commands.consolidate(directory, target, as_of, locale, messages()))


@main.command(help=said("help.conflicts"))
@click.argument("directory", type=folder, metavar="DIR")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help=said("help.format"))
@as_of_option
@locale_option
def conflicts(directory: Path, form: str, as_of: date | None, locale: str | None) -> None:
    """Find where departments clash."""
    from addin import commands  # noqa: PLC0415 - each command imports what it needs, so that all start fast

    sys.exit(commands.conflicts(directory, form, as_of, locale, messages()))


@main.command(help=said("help.balance"))
@click.argument("directory", type=folder, metavar="DIR")
@click.option("-o", "--output", "target", type=output, metavar="FILE|FOLDER", help=said("help.balance_output"))
@click.option("--objective", type=click.Choice(["delay", "makespan", "moves"]), default="delay", show_default=True,
              help=said("help.objective"))
@click.option("--time-limit", "seconds", type=click.FloatRange(0, 86_400, min_open=True), default=10, show_default=True,
              metavar="SECONDS", help=said("help.time_limit"))
@options.seed_option
@click.option("--fairness", "price", type=click.FloatRange(0, 100), default=0, show_default=True, metavar="PERCENT",
              help=said("help.fairness"))
@click.option("--from", "since", type=options.Day(), help=said("help.since"))
@click.option("--with", "answered", type=options.book_file, metavar="FILE.xlsx", help=said("help.with"))
@click.option("--set", "settings", multiple=True, metavar="WHAT=VALUE", help=said("help.set"))
@click.option("--without", "without", multiple=True, metavar="TASK", help=said("help.without"))
@click.option("--accept", "accepted", type=options.book_file, metavar="FILE.xlsx", help=said("help.accept"))
@click.option("--anyway", is_flag=True, help=said("help.anyway"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help=said("help.format"))
@as_of_option
@locale_option
def balance(
    directory: Path, target: Path | None, objective: Objective, seconds: float, seed: int | None, price: float,
    since: date | None, answered: Path | None, settings: tuple[str, ...], without: tuple[str, ...], accepted: Path | None,
    anyway: bool, form: str, as_of: date | None, locale: str | None,
) -> None:
    """Propose a plan without clashes, or carry out what was accepted of one."""
    from addin import balancing  # noqa: PLC0415 - each command imports what it needs, so that all start fast

    if accepted:
        sys.exit(balancing.accept(directory, accepted, target, as_of, locale, messages(), anyway=anyway))
    asked = balancing.Asked(objective, seconds, seed, price / 100, since, answered, settings, without)
    sys.exit(balancing.balance(directory, target, form, asked, as_of, locale, messages()))


@main.command(help=said("help.report"))
@click.argument("directory", type=folder, metavar="DIR")
@click.option("-o", "--output", "target", type=output, required=True, metavar="FILE.pdf|FOLDER", help=said("help.report_output"))
@click.option("--kind", type=click.Choice(KINDS), default="evaluation", show_default=True, help=said("help.kind"))
@click.option("--period", metavar="PERIOD", help=said("help.report_period"))
@as_of_option
@locale_option
def report(directory: Path, target: Path, kind: str, period: str | None, as_of: date | None, locale: str | None) -> None:
    """Write a PDF report."""
    from addin import commands  # noqa: PLC0415 - each command imports what it needs, so that all start fast

    sys.exit(commands.report(directory, target, as_of, locale, messages(), kind, period))


@main.command(help=said("trace.help"))
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="REPORT.pdf")
@click.argument("figure", default="", metavar="[FIGURE]")
@click.option("--books", type=folder, metavar="DIR", help=said("trace.help_books"))
@click.option("--verify", is_flag=True, help=said("trace.help_verify"))
@click.option("--as-of", type=Day(), help=said("trace.help_as_of"))
@locale_option
def trace(report: Path, figure: str, books: Path | None, verify: bool, as_of: date | None, locale: str | None) -> None:
    """Say where a report's numbers come from, and whether they hold."""
    from addin import tracing  # noqa: PLC0415 - each command imports what it needs, so that all start fast

    sys.exit(tracing.trace(report, figure, books, verify, as_of, locale or system_language(), messages()))


@main.command(help=said("help.new"))
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--book", type=click.Choice(list(BOOKS)), default="organisation", show_default=True, help=said("help.book"))
@click.option("--period", default=None, help=said("help.period"))
@click.option("--round", "round_", type=click.IntRange(1, 99), default=1, show_default=True, help=said("help.round"))
@click.option("--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TEMPLATE.xlsx",
              help=said("help.from"))
@locale_option
def new(directory: Path, book: str, period: str | None, round_: int, source: Path | None, locale: str | None) -> None:
    """Make blank workbooks."""
    from addin import new as making  # noqa: PLC0415

    sys.exit(making.new(directory, book, period, round_, locale, messages(), source))


@main.command(help=said("help.schema"))
@click.option("--format", "form", type=click.Choice(["json", "markdown"]), default="json", show_default=True)
@locale_option
def schema(form: str, locale: str | None) -> None:
    """Print the data dictionary."""
    from templates import dictionary  # noqa: PLC0415

    click.echo(json.dumps(dictionary.schema(), ensure_ascii=False, indent=1) if form == "json"
               else dictionary.markdown(locale or system_language()))


@main.command(help=said("help.rules"))
@click.option("--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True)
@locale_option
def rules(form: str, locale: str | None) -> None:
    """Print the rule catalogue."""
    from addin import commands  # noqa: PLC0415 - each command imports what it needs, so that all start fast

    commands.rules(form, locale or system_language())


@main.command(help=said("help.doctor"))
@locale_option
def doctor(locale: str | None) -> None:
    """Say what works here."""
    from addin import doctor as looking  # noqa: PLC0415

    looking.show(locale or system_language())


@main.group(name="addin", help=said("help.addin"))
def buttons() -> None:
    """The buttons in Excel and LibreOffice."""


profile_option = click.option("--profile", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
                              help=said("help.profile"))


@buttons.command(help=said("help.addin_build"))
@click.option("-o", "--output", "target", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="DIR",
              help=said("help.addin_output"))
@locale_option
def build(target: Path, locale: str | None) -> None:
    """Write the files of the add-in."""
    from addin import faces  # noqa: PLC0415

    sys.exit(faces.build(target, locale or system_language(), messages()))


@buttons.command(help=said("help.addin_install"))
@profile_option
@locale_option
def install(profile: Path | None, locale: str | None) -> None:
    """Put the buttons into Excel and LibreOffice."""
    from addin import faces  # noqa: PLC0415

    sys.exit(faces.install(locale or system_language(), profile, messages()))


@buttons.command(help=said("help.addin_uninstall"))
@profile_option
@locale_option
def uninstall(profile: Path | None, locale: str | None) -> None:
    """Take the buttons away again."""
    from addin import faces  # noqa: PLC0415

    sys.exit(faces.uninstall(locale or system_language(), profile, messages()))


@main.command(help=said("help.demo"))
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), metavar="[DIR]")
@locale_option
def demo(directory: Path, locale: str | None) -> None:
    """The sample organisation through the whole main job."""
    from addin import demo as showing  # noqa: PLC0415

    sys.exit(showing.demo(directory, locale, messages()))


if __name__ == "__main__":
    main()
