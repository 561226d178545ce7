"""How much of xlwings' engine interface is proved: members that a test tried against LibreOffice, by class, for the page.

`python -m addin.libreoffice.coverage` renews the table in docs/libreoffice-engine.md from what the tests say they prove.
"""

from __future__ import annotations

import argparse
import ast
import inspect
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SPOKEN = {"__call__", "__len__", "__iter__", "__getitem__", "__contains__"}
"""Members with underscores that count: what a user writes with brackets, in loops and with `in`."""
START, END = "<!-- made by python -m addin.libreoffice.coverage -->", "<!-- end -->"
TESTS = "test_engine_*.py"


@dataclass(frozen=True)
class Counted:
    """A class of xlwings' interface: members proved, offered without a proof, refused."""

    name: str
    proved: tuple[str, ...]
    offered: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many members the class has."""
        return len(self.proved) + len(self.offered) + len(self.refused)


def interface() -> dict[str, dict[str, tuple[str, ...]]]:
    """What xlwings asks of an engine: class → member → its accessors, "Range.color" and "Range.color =" for a property.

    Coroutines are left out: they are for xlwings Lite, and no engine on a desktop has them, Excel's neither.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, kind in vars(base_classes).items():
        if inspect.isclass(kind) and kind.__module__ == base_classes.__name__ and not name.startswith("_"):
            found[name] = {member: _accessors(f"{name}.{member}", value) for member, value in vars(kind).items()
                           if _counts(member, value)}
    return {name: listed for name, listed in found.items() if listed}


def _counts(name: str, member: Any) -> bool:
    plain = isinstance(member, property | staticmethod) or inspect.isfunction(member)
    return plain and not inspect.iscoroutinefunction(member) and (not name.startswith("_") or name in SPOKEN)


def _accessors(name: str, member: Any) -> tuple[str, ...]:
    return (name, f"{name} =") if isinstance(member, property) and member.fset else (name,)


def kinds() -> dict[str, type]:
    """Our classes by the class of xlwings that they fill in."""
    import_module(f"{__package__}.apps")
    found: dict[str, type] = {}
    for name in interface():
        for kind in _below(getattr(base_classes, name)):
            if kind.__module__.startswith(str(__package__)):
                found[name] = kind
    return found


def _below(kind: type) -> list[type]:
    found: list[type] = kind.__subclasses__()
    return [each for below in found for each in (below, *_below(below))]


def refuses(name: str) -> bool:
    """Whether our class refuses an accessor of xlwings' interface, or there is no class of ours."""
    owner, _, rest = name.partition(".")
    member, _, writing = rest.partition(" ")
    kind = kinds().get(owner)
    own: Any = inspect.getattr_static(kind, member) if kind else None
    if isinstance(own, property):
        own = own.fset if writing else own.fget
    return own is None or members.refuses(own)


def declared(tests: Path) -> dict[str, list[str]]:
    """The accessors that tests say they prove: @proves("Range.color", "Range.color ="), and the tests that say so."""
    found: dict[str, list[str]] = {}
    for path in sorted(tests.glob(TESTS)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for each in getattr(node, "decorator_list", ()):
                if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "proves":
                    for said in each.args:
                        found.setdefault(str(ast.literal_eval(said)), []).append(getattr(node, "name", ""))
    return found


def count(proved: Iterable[str]) -> list[Counted]:
    """Sort the members of each class; a property counts as proved only when reading and writing are."""
    told, counted = set(proved), []
    for name, listed in interface().items():
        sorted_in: dict[str, list[str]] = {"proved": [], "offered": [], "refused": []}
        for member, accessors in listed.items():
            if all(each in told for each in accessors):
                sorted_in["proved"].append(member)
            elif all(refuses(each) for each in accessors):
                sorted_in["refused"].append(member)
            else:
                missing = [each for each in accessors if each not in told]
                said = f"{member} (reading proved)" if missing == [f"{name}.{member} ="] else member
                sorted_in["offered"].append(said)
        counted.append(Counted(name, **{key: tuple(each) for key, each in sorted_in.items()}))
    return counted


def table(counted: Iterable[Counted]) -> str:
    """The table of the page."""
    rows = list(counted)
    proved, total = sum(len(each.proved) for each in rows), sum(each.total for each in rows)
    own = [each for each in rows if each.proved or each.offered]
    summary = (f"**{proved} of {total} members are proved** ({proved} of {sum(each.total for each in own)} in the "
               f"{len(own)} classes that the engine offers).")
    lines = [summary, "", "| class | proved | of | proved members | offered, not proved | refused by name |",
             "|---|--:|--:|---|---|---|"]
    lines += [f"| {each.name} | {len(each.proved)} | {each.total} | {_listed(each.proved)} | {_listed(each.offered)} "
              f"| {_listed(each.refused)} |" for each in own]
    others = ", ".join(f"{each.name} ({each.total})" for each in rows if each not in own)
    return "\n".join([*lines, "", f"Not offered at all: {others}."])


def _listed(members: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in members)


def renewed(page: str, told: Mapping[str, object]) -> str:
    """The page with a fresh table; raises ValueError where the page has no place for it."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"the page has no {START} … {END}")
    return f"{before}{START}\n\n{table(count(told))}\n\n{END}{after}"


def main() -> None:
    """Renew the table of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, default=Path("docs/libreoffice-engine.md"))
    parser.add_argument("--tests", type=Path, default=Path("tests"))
    asked = parser.parse_args()
    asked.page.write_text(renewed(asked.page.read_text(encoding="utf-8"), declared(asked.tests)), encoding="utf-8")


if __name__ == "__main__":
    main()
