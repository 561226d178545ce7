"""The portfolio: every workbook of a period folder, read, sorted out and linked, for the rules to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from checks.claims import sort_out
from templates.calendar import Calendar
from templates.derived import derive
from templates.filled import Filled, Unreadable, kind_of, read
from templates.identity import OURS, span
from templates.references import Directory, resolve

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from templates.table import Place, Row, Table

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".xlsb", ".xlt", ".xltx", ".xltm", ".ett"})
"""Endings of files that somebody means as a workbook; in a folder all others are passed over."""
Shared = TypeVar("Shared")
Step = Callable[[int, int], None]
"""Told how many of how many files are read."""


@dataclass
class Portfolio:
    """What the rules look at. `books` are those judged; `superseded` earlier rounds; `refused` were not read.

    `single` names the file where only one is judged (`alone` is that book, unless it was refused): what other books
    would hold is then not said to be missing.
    """

    root: Path
    books: list[Filled]
    organisation: Filled | None
    as_of: date
    calendar: Calendar
    refused: list[Unreadable] = field(default_factory=list)
    superseded: list[Filled] = field(default_factory=list)
    alone: Filled | None = None
    single: str = ""
    directory: Directory = field(default_factory=Directory)
    _shared: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def shared(self, kind: Callable[[Portfolio], Shared]) -> Shared:
        """What is worked out from this portfolio by `kind`, once for all who ask."""
        if kind not in self._shared:
            self._shared[kind] = kind(self)
        return cast("Shared", self._shared[kind])

    def tables(self, key: str) -> list[Table]:
        """All tables of one kind ("plan.tasks"), by department and period."""
        return self._tables.get(key, [])

    @cached_property
    def _tables(self) -> dict[str, list[Table]]:
        found: dict[str, list[Table]] = defaultdict(list)
        for filled in self.books:
            for table in filled.tables.values():
                found[table.key].append(table)
        return found

    def rows(self, key: str) -> Iterator[Row]:
        """All filled rows of one kind."""
        for table in self.tables(key):
            yield from table

    def firsts(self, key: str) -> Iterator[Row]:
        """All filled rows, of those with the same key only the first: what rules over several books use."""
        return iter(self.by_key(key).values())

    def by_key(self, key: str) -> dict[str, Row]:
        """Rows by their key, the first one of each; a row without a key stands under its address."""
        if key not in self._by_key:
            found: dict[str, Row] = {}
            for row in self.rows(key):
                own = row.key if row.table.declaration.fields and row.key.strip("/") else ""
                unique = any(each.is_key for each in row.table.declaration.fields)
                found.setdefault(own if own and unique else f"{row.table.source.file}!{row.index}", row)
            self._by_key[key] = found
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, dict[str, Row]]:
        return {}

    def own(self, key: str, department: str) -> Table | None:
        """The table of one department; the newest where there are several periods."""
        tables = [table for table in self.tables(key) if table.source.department == department]
        return max(tables, key=lambda table: table.source.period, default=None)

    @cached_property
    def departments(self) -> dict[str, Row]:
        """The organisation's departments by key."""
        return {row.key: row for row in self.rows("organisation.departments")}

    def department_place(self, department: str) -> Place | None:
        """Where what a department lacks is pointed to: its row in the organisation book."""
        row = self.departments.get(department)
        return row.at("department") if row else None

    @cached_property
    def title(self) -> str:
        """The organisation's name as its book says it, else as the book is marked; "" without one."""
        about = next(self.rows("organisation.about"), None)
        marked = self.organisation.identity.organisation if self.organisation else ""
        return (about.text("name") if about else "") or marked

    @property
    def fingerprints(self) -> dict[str, str]:
        """SHA-256 of every file, refused ones too, by the name under which it is known."""
        read_files: list[Filled | Unreadable] = [*self.books, *self.superseded, *self.refused]
        return {each.file: each.sha256 for each in read_files}

    def name(self, department: str) -> str:
        """The department's name, its key where it has none."""
        row = self.departments.get(department)
        return (row.text("name") if row else "") or department

    def unsaid(self, key: str) -> set[str]:
        """Departments of which it is not known what they say in this sheet.

        Their book is missing or refused, or the mandatory sheet is empty without 无: what is missing there has its
        finding already, so nothing is concluded from the silence.
        """
        spoken = {table.source.department for table in self.tables(key)
                  if len(table) or table.nil or not table.declaration.mandatory}
        return set(self.departments) - spoken

    @cached_property
    def parameters(self) -> dict[tuple[str, str], object]:
        """Overrides from the organisation book: (rule, parameter) → value as typed."""
        return {(row.text("rule").upper(), row.text("parameter")): row["value"]
                for row in self.rows("organisation.parameters")}


def load(
    root: Path, *, as_of: date | None = None, only: Path | None = None, step: Step | None = None,
    stand_in: Mapping[Path, Path] | None = None,
) -> Portfolio:
    """Read a period folder, or with `only` one workbook and the organisation book of `root`.

    A file of `stand_in` is read from the copy that it names: what is on the screen and not saved yet. Never raises for
    what the files hold; a file that cannot be read is in `refused`.
    """
    paths = candidates(root) if only is None else [*_organisation_books(root, only), only]
    read_files: list[Filled | Unreadable] = []
    for number, path in enumerate(paths, 1):
        read_files.append(read((stand_in or {}).get(path, path), file_of(path, root)))
        if step:
            step(number, len(paths))
    ours = {each.file for each in read_files if isinstance(each, Unreadable) and each.reason == "unknown_book"
            and each.detail in OURS and (only is None or each.file != file_of(only, root))}
    return assemble(root, [each for each in read_files if each.file not in ours], as_of=as_of, only=only)


def period_folder(path: Path) -> Path | None:
    """The nearest folder above a workbook that holds an organisation book beside it; None where none does."""
    return next((folder for folder in path.resolve().parents if _organisation_books(folder, path)), None)


def folder_of(path: Path) -> Path:
    """The period folder of a workbook, its own folder where it lies in none."""
    return period_folder(path) or path.resolve().parent


def file_of(path: Path, root: Path) -> str:
    """The name under which a workbook is known: relative to the folder; its own where it lies elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def assemble(
    root: Path, files: Iterable[Filled | Unreadable], *, as_of: date | None = None, only: Path | None = None,
) -> Portfolio:
    """Sort out what was read: which book stands for what, references to keys, derived values, the cut-off."""
    claims = sort_out(list(files))
    organisation = claims.organisation
    own_days = {row.day("date"): row.text("working") == "yes"
                for row in (organisation.tables["calendar"] if organisation and "calendar" in organisation.tables else ())}
    calendar = Calendar({day: works for day, works in own_days.items() if day})
    alone = next((book for book in claims.books if book.file == file_of(only, root)), None) if only else None
    portfolio = Portfolio(root, claims.books, organisation, cut_off(claims.books, organisation, as_of), calendar,
                          claims.refused, claims.superseded, alone, file_of(only, root) if only else "")
    _link(portfolio, claims.superseded)
    return portfolio


def _link(portfolio: Portfolio, superseded: list[Filled]) -> None:
    directory = portfolio.directory
    for book in portfolio.books:
        for table in book.tables.values():
            if book is portfolio.organisation or table.key in ("plan.tasks", "plan.requests"):
                directory.add(table)
    known = set(directory.keys["organisation.departments"].values())
    planned = {table.source.department for table in portfolio.tables("plan.tasks")}
    away = known - planned if portfolio.alone is None else known - {portfolio.alone.identity.department}
    if portfolio.organisation is None:                  # nothing can be judged against lists that are not there
        for target in [key for key in directory.keys if key.startswith("organisation.")]:
            del directory.keys[target]
    if not portfolio.tables("plan.tasks"):
        directory.keys.pop("plan.tasks", None)
        directory.keys.pop("plan.requests", None)
    accounts = portfolio.organisation.tables.get("accounts") if portfolio.organisation else None
    for book in (*portfolio.books, *superseded):
        for table in book.tables.values():
            resolve(table, directory, away)
        derive(book, accounts, portfolio.calendar)


def candidates(root: Path) -> list[Path]:
    """The files of a folder that are meant as workbooks, in a fixed order; lock files are passed over."""
    return sorted((path for path in root.rglob("*") if path.suffix.lower() in WORKBOOKS and path.is_file()
                   and not path.name.startswith(("~$", ".~"))), key=lambda path: path.relative_to(root).as_posix())


def _organisation_books(root: Path, only: Path) -> list[Path]:
    """The organisation books that lie directly in a folder."""
    beside = sorted(path for path in root.glob("*.xlsx") if path != only and not path.name.startswith(("~$", ".~")))
    return [path for path in beside if kind_of(path) == "organisation"]


def cut_off(books: list[Filled], organisation: Filled | None, as_of: date | None) -> date:
    """The day against which dates are judged; never the clock.

    As asked for, else the last day of the newest progress period, else the due date of the highest round, else the
    first day of the newest period that any book names: nothing of it is due yet.
    """
    if as_of:
        return as_of
    ends = [days[1] for book in books if book.identity.book == "progress" and (days := span(book.identity.period))]
    if ends:
        return max(ends)
    highest = max((book.identity.round for book in books), default=0)
    due = [day for row in (organisation.tables.get("deadlines") or () if organisation else ())
           if row.number("round") == highest and (day := row.day("due"))]
    if due:
        return max(due)
    named = [days[0] for book in books if (days := span(book.identity.period))]
    from datetime import date as day_of  # noqa: PLC0415 - only where nothing in the folder names a day

    return max(named, default=day_of(2000, 1, 1))
