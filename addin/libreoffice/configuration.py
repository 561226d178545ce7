"""Settings of an office, as its configuration keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .link import Link


def read(link: Link, path: str, name: str) -> dict[str, Any]:
    """The settings of the node `name` below a path, as far as they have values; none where there is no such node."""
    parent = _node(link, path, "ConfigurationAccess")

    def values() -> dict[str, Any]:
        if not parent.hasByName(name):
            return {}
        node = parent.getByName(name)
        return {each: value for each in node.getElementNames() if (value := node.getByName(each)) is not None}

    return link.ask(values)


def write(link: Link, path: str, name: str, values: Mapping[str, Any]) -> None:
    """Change settings of a node that is there, for this user."""
    parent = _node(link, path, "ConfigurationUpdateAccess")

    def change() -> None:
        node = parent.getByName(name)
        for each, value in values.items():
            node.replaceByName(each, value)
        parent.commitChanges()

    link.ask(change)


def _node(link: Link, path: str, kind: str) -> Any:
    provider = link.service("configuration.ConfigurationProvider")
    return link.ask(lambda: provider.createInstanceWithArguments(
        f"{bridge.STAR}configuration.{kind}", bridge.properties(nodepath=path)))
