"""Menu and toolbar as LibreOffice's configuration wants them. Source: its registry schemas Addons and WindowState."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from addin.buttons import BUTTONS, Button, heading

if TYPE_CHECKING:
    from collections.abc import Callable

SERVICE = "org.tongchou.Buttons"
"""The component that a click calls."""
MENU, TOOLBAR, IMAGES = "org.tongchou.menu", "org.tongchou.toolbar", "org.tongchou.images"
RESOURCE = f"private:resource/toolbar/addon_{TOOLBAR}"
"""What LibreOffice calls the toolbar where it remembers how it stands."""
LANGUAGES = {"en": "en", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
"""Ours and LibreOffice's names for them; the first is what users of other languages see."""
SIZES = {"ImageSmallURL": 16, "ImageBigURL": 26}
"""Pixels of the pictures that LibreOffice asks for."""
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_STATE = (("boolean", "ContextSensitive", "false"), ("boolean", "Visible", "true"), ("boolean", "Docked", "true"),
          ("int", "DockingArea", "0"), ("string", "DockPos", "0,3"), ("int", "Style", "2"))
"""How the toolbar is first seen: at the top, in a row of its own below the two that are there, words beside pictures."""


def addons() -> str:
    """The part Addons.xcu: one menu, one toolbar and the pictures of both."""
    menu = _node(MENU, _worded("Title", heading), _said("Context", _SPREADSHEET), _group("Submenu", *_entries()))
    images = (_node(f"{IMAGES}.{each.key}", _said("URL", url(each)), _group("UserDefinedImages", *(
        _said(name, f"%origin%/{picture(each, size)}") for name, size in SIZES.items()))) for each in BUTTONS)
    return _component("Addons", "org.openoffice.Office", _group(
        "AddonUI", _group("OfficeMenuBar", menu), _group("OfficeToolBar", _node(TOOLBAR, *_entries())),
        _group("Images", *images)))


def window_state() -> str:
    """The part CalcWindowState.xcu: what the toolbar is called, and how it stands until a user changes that."""
    state = (_property(kind, name, f"<value>{value}</value>") for kind, name, value in _STATE)
    bar = _node(RESOURCE, _worded("UIName", heading), *state)
    return _component("CalcWindowState", "org.openoffice.Office.UI", _group("UIElements", _group("States", bar)))


def url(button: Button) -> str:
    """What a click on it calls."""
    return f"service:{SERVICE}?{button.key}"


def picture(button: Button, size: int) -> str:
    """Where its picture lies in the extension."""
    return f"images/{button.key}_{size}.png"


def _entries() -> list[str]:
    """The buttons; LibreOffice puts shorter names first, and those of one length in their order."""
    return [_node(f"b{number:02}", _said("URL", url(each)), _worded("Title", each.label), _said("Target", "_self"),
                  _said("Context", _SPREADSHEET)) for number, each in enumerate(BUTTONS, 1)]


def _component(name: str, package: str, content: str) -> str:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<oor:component-data xmlns:oor="http://openoffice.org/2001/registry"'
            f' xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="{name}" oor:package="{package}">{content}'
            "</oor:component-data>\n")


def _group(name: str, *content: str) -> str:
    return f'<node oor:name="{name}">{"".join(content)}</node>'


def _node(name: str, *content: str) -> str:
    return f'<node oor:name="{name}" oor:op="replace">{"".join(content)}</node>'


def _property(kind: str, name: str, values: str) -> str:
    return f'<prop oor:name="{name}" oor:type="xs:{kind}">{values}</prop>'


def _said(name: str, text: str) -> str:
    return _property("string", name, f"<value>{escape(text)}</value>")


def _worded(name: str, words: Callable[[str], str]) -> str:
    values = (f'<value xml:lang="{tag}">{escape(words(locale))}</value>' for locale, tag in LANGUAGES.items())
    return _property("string", name, "".join(values))
