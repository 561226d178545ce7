"""The bridge to LibreOffice: the one place that imports its Python module, uno."""

from __future__ import annotations

from typing import Any

try:
    import uno
    import unohelper
    from com.sun.star.task import XInteractionHandler
    from com.sun.star.ucb import XCommandEnvironment
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError("LibreOffice's Python module uno is not here: install python3-uno, and let this Python "
                              "see it", name="uno") from missing

STAR = "com.sun.star."
UnoError: type[Exception] = uno.getClass(f"{STAR}uno.Exception")
"""Whatever LibreOffice raises. It cannot pass through a generator's context manager: turn it into our own first."""


class Consent(unohelper.Base, XCommandEnvironment, XInteractionHandler):  # type: ignore[misc]
    """Says yes to what LibreOffice asks while it does something for us."""

    def getInteractionHandler(self) -> Any:  # noqa: N802 - LibreOffice's name
        """Ask me."""
        return self

    def getProgressHandler(self) -> Any:  # noqa: N802
        """Nobody watches."""
        return None

    def handle(self, request: Any) -> None:
        """Choose what approves, where there is such a choice."""
        for choice in request.getContinuations():
            if choice.queryInterface(uno.getTypeByName(f"{STAR}task.XInteractionApprove")) is not None:
                choice.select()
                return


def open_pipe(pipe: str) -> Any:
    """A bridge over a named pipe on which an office listens; raises UnoError when nobody does."""
    local = uno.getComponentContext()
    make = local.ServiceManager.createInstanceWithContext
    connection = make(f"{STAR}connection.Connector", local).connect(f"pipe,name={pipe}")
    return make(f"{STAR}bridge.BridgeFactory", local).createBridge("", "urp", connection, None)


def service(context: Any, name: str) -> Any:
    """Make a service of the office, by its name below com.sun.star; None where the office has none such."""
    return context.ServiceManager.createInstanceWithContext(STAR + name, context)


def struct(kind: str, **fields: object) -> Any:
    """Make a struct, by its name below com.sun.star, with its fields."""
    made = uno.createUnoStruct(STAR + kind)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def properties(**named: object) -> tuple[Any, ...]:
    """Named arguments as the office wants them."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in named.items())


def enum(kind: str, name: str) -> Any:
    """A value of an enumeration below com.sun.star."""
    return uno.Enum(STAR + kind, name)


def sequence(kind: str, values: tuple[Any, ...]) -> Any:
    """A sequence whose element type has to be said, to be put into a property."""
    return uno.Any(f"[]{STAR}{kind}", values)


def put(target: Any, name: str, value: Any) -> None:
    """Set a property to a typed sequence: only this way the type arrives."""
    uno.invoke(target, "setPropertyValue", (name, value))


def file_url(path: str) -> str:
    """Turn an absolute path into a file: address."""
    return str(uno.systemPathToFileUrl(path))


def system_path(url: str) -> str:
    """Turn a file: address into a path."""
    return str(uno.fileUrlToSystemPath(url))


def letter(character: str) -> Any:
    """A single character as LibreOffice's own type for one."""
    return uno.Char(character)
