"""Members of the engine's classes: each asks through the link; what xlwings knows and LibreOffice lacks is refused by name."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from xlwings import base_classes

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = TypeVar("Kind", bound=type)
UNWATCHED = {"link", "__init__", "__new__", "__repr__"}


def offered(kind: Kind) -> Kind:
    """Class decorator: watch the members of a class, refuse those that only its base in xlwings names."""
    for name, member in list(vars(kind).items()):
        if name not in UNWATCHED and (not name.startswith("_") or name.startswith("__")):
            setattr(kind, name, _watched(member))
    for base in kind.__mro__:
        if base.__module__ == base_classes.__name__:
            for name, member in vars(base).items():
                _refuse(kind, base.__name__, name, member)
    return kind


def refuse(member: str) -> NotImplementedError:
    """The refusal of one member, by its name."""
    return NotImplementedError(f"{member} is not available with LibreOffice")


def _watched(member: Any) -> Any:
    if isinstance(member, property):
        return property(_asked(member.fget), member.fset and _asked(member.fset), None, member.__doc__)
    return _asked(member) if inspect.isfunction(member) else member


def _asked(function: Any) -> Callable[..., Any]:
    @wraps(function)
    def asked(self: Any, *arguments: Any, **named: Any) -> Any:
        return self.link.ask(lambda: function(self, *arguments, **named))

    return asked


def _refuse(kind: type, owner: str, name: str, member: Any) -> None:
    """Give a class a member that refuses, where its base only raises, and a setter that refuses, where we only read."""
    own = next((vars(each)[name] for each in kind.__mro__ if name in vars(each)), None)
    if own is member:
        if isinstance(member, property) and _only_raises(member.fget):
            setattr(kind, name, property(_refusing(f"{owner}.{name}"), _refusing(f"{owner}.{name} =")))
        elif _only_raises(member):
            setattr(kind, name, _refusing(f"{owner}.{name}"))
    elif isinstance(member, property) and member.fset and isinstance(own, property) and not own.fset:
        setattr(kind, name, own.setter(_refusing(f"{owner}.{name} =")))


def _only_raises(function: Any) -> bool:
    return (inspect.isfunction(function) and not inspect.iscoroutinefunction(function)
            and "NotImplementedError" in function.__code__.co_names)


def refuses(member: Any) -> bool:
    """Whether a member was given to a class only to refuse."""
    return getattr(member, "__qualname__", "").startswith(_refusing.__qualname__)


def _refusing(member: str) -> Callable[..., Any]:
    def refusing(*_arguments: object, **_named: object) -> Any:
        raise refuse(member)

    return refusing
