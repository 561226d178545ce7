"""The extension's file: component, menus, words, pictures and settings in one zip, the same bytes wherever it is built."""

from __future__ import annotations

import json
from importlib.metadata import files as installed
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from addin.buttons import BUTTONS, boxes
from addin.extension.menus import LANGUAGES, SIZES, addons, picture, window_state
from addin.zipped import zipped
from templates.whole import whole
from templates.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

IDENTIFIER = "org.tongchou.addin"
NAME = "tongchou.oxt"
OLDEST = "7.4"
"""The LibreOffice that it was tried with; older ones refuse it."""
_LOGO = 42
"""Pixels of the picture in LibreOffice's list of extensions."""
_CONFIGURATION = "application/vnd.sun.star.configuration-data"
_MANIFEST = {"Addons.xcu": _CONFIGURATION, "CalcWindowState.xcu": _CONFIGURATION,
             "job.py": "application/vnd.sun.star.uno-component;type=Python"}
_DESCRIPTION = "http://openoffice.org/extensions/description/2006"


def build(folder: Path) -> list[Path]:
    """Write tongchou.oxt; its buttons start Python only once `install` has told them which.

    Raises OSError when the folder cannot be written.
    """
    with whole(folder / NAME) as partial:
        partial.write_bytes(content({}))
    return [folder / NAME]


def content(settings: Mapping[str, str]) -> bytes:
    """The bytes of the extension; `settings` may name the interpreter that a click starts, as `python`."""
    words = {locale: boxes(locale) for locale in LANGUAGES}
    parts: dict[str, str | bytes] = {
        "META-INF/manifest.xml": _manifest(),
        "description.xml": _description(),
        "LICENSE": _licence(),
        "Addons.xcu": addons(),
        "CalcWindowState.xcu": window_state(),
        "job.py": files("addin.extension").joinpath("office", "job.py").read_bytes(),
        "settings.json": json.dumps(dict(settings), ensure_ascii=False, sort_keys=True),
        "words.json": json.dumps(words, ensure_ascii=False, sort_keys=True, indent=1),
        **{f"about.{tag}.txt": say("addin", "extension.about", locale) for locale, tag in LANGUAGES.items()},
        **{picture(each, size): each.icon(size) for each in BUTTONS for size in SIZES.values()},
        "images/logo.png": BUTTONS[0].icon(_LOGO),
    }
    return zipped({name: part if isinstance(part, bytes) else part.encode() for name, part in sorted(parts.items())})


def _manifest() -> str:
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
                      for name, kind in _MANIFEST.items())
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest '
            f'xmlns:manifest="http://openoffice.org/2001/manifest">{entries}</manifest:manifest>\n')


def _description() -> str:
    names = "".join(f'<name lang="{tag}">{escape(say("addin", "extension.name", locale))}</name>'
                    for locale, tag in LANGUAGES.items())
    about = "".join(f'<src lang="{tag}" xlink:href="about.{tag}.txt"/>' for tag in LANGUAGES.values())
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<description xmlns="{_DESCRIPTION}" xmlns:d="{_DESCRIPTION}" xmlns:xlink="http://www.w3.org/1999/xlink"'
            ' xmlns:l="http://libreoffice.org/extensions/description/2011">'
            f'<identifier value="{IDENTIFIER}"/><version value="{version("tongchou")}"/><platform value="all"/>'
            f'<dependencies><l:LibreOffice-minimal-version value="{OLDEST}" d:name="LibreOffice {OLDEST}"/></dependencies>'
            '<icon><default xlink:href="images/logo.png"/></icon>'
            f"<display-name>{names}</display-name><extension-description>{about}</extension-description></description>\n")


def _licence() -> bytes:
    """The licence as it was installed with us."""
    return next(each for each in installed("tongchou") or () if each.name == "LICENSE").read_binary()
