"""What works here, and what to install where it does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from templates.wording import say

MARKS = {True: "✓", False: "✗", None: "–"}
Check = Callable[[], tuple[bool | None, str]]


def show(locale: str) -> None:
    """Print one line a check: works, does not, or is not needed; and what to install."""
    for name, check in CHECKS.items():
        try:
            works, detail = check()
        except Exception as error:  # noqa: BLE001 - whatever is broken here is what is to be said
            works, detail = False, f"{type(error).__name__}: {error}".splitlines()[0]
        click.echo(f"{MARKS[works]} {say('addin', f'doctor.{name}', locale)}  {detail}")
        if works is False:
            click.echo(f"    → {say('addin', f'doctor.{name}_fix', locale)}")


def _python() -> tuple[bool, str]:
    return sys.version_info >= (3, 11), sys.version.split()[0]


def _pango() -> tuple[bool, str]:
    import weasyprint  # noqa: PLC0415 - what is to be tried

    return True, f"WeasyPrint {weasyprint.__version__}"


def _subset() -> tuple[bool, str]:
    from ctypes.util import find_library  # noqa: PLC0415

    library = find_library("harfbuzz-subset")
    return library is not None, library or ""


def _font() -> tuple[bool, str]:
    """A page is really made, and its PDF asked for the embedded font: without a CJK face it is made all the same."""
    import weasyprint  # noqa: PLC0415 - what is to be tried

    style = 'body{font-family:"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif}'
    html = f'<html lang="zh-CN"><style>{style}</style>统筹</html>'
    document = weasyprint.HTML(string=html).render()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "font.pdf"
        document.write_pdf(str(target), uncompressed_pdf=True)
        names = {piece.split(b"\n")[0].split(b" ")[0].split(b"/")[0].decode("ascii", "replace")
                 for piece in target.read_bytes().split(b"/BaseFont /")[1:]}
    found = sorted(name for name in names if any(word in name for word in ("CJK", "Han", "YaHei", "PingFang", "Hei", "Song")))
    return bool(found), "、".join(found or sorted(names))


def _libreoffice() -> tuple[bool | None, str]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return None, ""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    return True, done.stdout.strip()


def _excel() -> tuple[bool | None, str]:
    if sys.platform not in ("win32", "darwin"):
        return None, ""
    import xlwings  # noqa: PLC0415 - a second to import, only where Excel may be

    return True, f"xlwings {xlwings.__version__}"


def _permission() -> tuple[bool, str]:
    with tempfile.NamedTemporaryFile(dir=Path.cwd(), prefix=".~tongchou"):
        return True, str(Path.cwd())


CHECKS: dict[str, Check] = {
    "python": _python, "pango": _pango, "subset": _subset, "font": _font, "libreoffice": _libreoffice, "excel": _excel,
    "permission": _permission,
}
