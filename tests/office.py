"""A real spreadsheet application for the tests: LibreOffice with a profile, a pipe and a process group of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any


@contextmanager
def desktop(home: Path) -> Iterator[Any]:
    """A running headless LibreOffice; yields its desktop, ends its whole process group by id."""
    import uno  # noqa: PLC0415 - Debian's, linked into the environment by ./run setup

    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is not installed: ./run setup"
    pipe = f"tongchou{uuid.uuid4().hex}"
    office = subprocess.Popen(
        [program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
         f"--accept=pipe,name={pipe};urp;"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(300):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # noqa: BLE001 - the bridge raises its own kinds
                time.sleep(0.2)
        else:
            raise AssertionError("LibreOffice did not answer within a minute")
        yield context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()


def _property(name: str, value: object) -> Any:
    import uno  # noqa: PLC0415 - see desktop

    each = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    each.Name, each.Value = name, value
    return each


def type_into(office: Any, workbook: Path, cells: dict[str, dict[str, object]]) -> None:
    """Open a workbook, type text, numbers and dates into cells ({sheet: {"A6": value}}), save it as .xlsx."""
    document = office.loadComponentFromURL(workbook.as_uri(), "_blank", 0, (_property("Hidden", True),))
    try:
        for sheet, typed in cells.items():
            for address, value in typed.items():
                cell = document.Sheets.getByName(sheet).getCellRangeByName(address)
                if isinstance(value, date):
                    cell.Value = (value - date(1899, 12, 30)).days
                elif isinstance(value, int | float):
                    cell.Value = value
                else:
                    cell.String = value
        document.calculateAll()
        document.storeToURL(workbook.as_uri(), (_property("FilterName", "Calc MS Excel 2007 XML"),))
    finally:
        document.close(True)
