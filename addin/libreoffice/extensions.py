"""Extensions of an office: installed into the user's profile, and removed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge

if TYPE_CHECKING:
    from .link import Link

USER = "user"
"""LibreOffice's name for what belongs to one user."""


def add(link: Link, path: str) -> None:
    """Install an extension, also over an older or newer version of it; raises OfficeRefusedError where the office will not."""
    manager = _manager(link)
    link.ask(lambda: manager.addExtension(bridge.file_url(path), (), USER, manager.createAbortChannel(), bridge.Consent()))


def remove(link: Link, identifier: str) -> bool:
    """Remove an extension; False where it is not installed."""
    there = version(link, identifier) is not None
    if there:
        manager = _manager(link)
        link.ask(lambda: manager.removeExtension(identifier, "", USER, manager.createAbortChannel(), bridge.Consent()))
    return there


def version(link: Link, identifier: str) -> str | None:
    """The version of an extension of this user; None where it is not installed."""
    manager = _manager(link)
    packages = link.ask(lambda: manager.getDeployedExtensions(USER, manager.createAbortChannel(), bridge.Consent()))
    return next((str(each.getVersion()) for each in packages if each.getIdentifier().Value == identifier), None)


def _manager(link: Link) -> Any:
    return link.ask(lambda: link.context.getByName("/singletons/com.sun.star.deployment.ExtensionManager"))
