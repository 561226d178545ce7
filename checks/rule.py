"""The registry of rules: a rule is a function with a code, a severity, a scope and the clauses that it serves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from templates.lists import typed_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from checks.finding import Severity
    from templates.table import Place

Scope = Literal["f", "x"]
Parameter = float | str


@dataclass(frozen=True)
class Found:
    """What a rule yields: cells and facts; severity and department only where they differ from the usual."""

    places: tuple[Place, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    severity: Severity | None = None
    department: str | None = None


def found(
    *places: Place, variant: str = "", severity: Severity | None = None, department: str | None = None, **facts: object,
) -> Found:
    """Shorthand: the anchor first, then the other cells; facts by name.

    The department is the anchor's unless given (what is missing points into the organisation book).
    """
    return Found(tuple(dict.fromkeys(places)), facts, variant, severity, department)


@dataclass(frozen=True)
class Rule:
    """`scope` f: decidable within one workbook and the organisation's lists; x: needs several workbooks."""

    code: str
    scope: Scope
    severity: Severity
    clauses: tuple[str, ...]
    columns: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    check: Callable[..., Iterable[Found]]

    @property
    def why(self) -> str:
        """The docstring: why the rule exists and when one may not want it."""
        return (self.check.__doc__ or "").strip()


RULES: dict[str, Rule] = {}


def rule(
    code: str, *, scope: Scope, severity: Severity, clauses: tuple[str, ...], columns: tuple[str, ...] = (),
    **parameters: Parameter,
) -> Callable[[Callable[..., Iterable[Found]]], Callable[..., Iterable[Found]]]:
    """Register a check. It is called with the portfolio and its parameters by name and yields Found."""

    def register(check: Callable[..., Iterable[Found]]) -> Callable[..., Iterable[Found]]:
        if code in RULES:
            raise ValueError(f"two rules are called {code}")
        RULES[code] = Rule(code, scope, severity, clauses, columns, parameters, check)
        return check

    return register


def value_of(default: Parameter, typed: object) -> Parameter:
    """A parameter typed in the organisation book, as the default's type says; unreadable text changes nothing."""
    return str(typed) if isinstance(default, str) else typed_number(typed, default)
