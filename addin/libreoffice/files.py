"""Files that LibreOffice opens and saves as workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import bridge
from .link import OfficeRefusedError

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".xltx": "Calc MS Excel 2007 XML Template",
           ".xls": "MS Excel 97", ".ods": "calc8", ".csv": "Text - txt - csv (StarCalc)", ".pdf": "calc_pdf_Export"}
"""LibreOffice's names for kinds of files."""
CSV = "{delimiter},34,76,1,,0,false,true,false"
"""Separator, quotation mark, UTF-8, first line; text not always quoted, cells as they show."""
NO_MACROS, NO_LINKS, ALL_LINKS = 0, 0, 3
"""MacroExecMode.NEVER_EXECUTE, UpdateDocMode.NO_UPDATE and FULL_UPDATE."""
SMALL = {"ReduceImageResolution": True, "MaxImageResolution": 150, "Quality": 75}
"""What "minimum" quality means for a PDF."""


def load(desktop: Any, path: str, *, read_only: bool, update_links: bool, password: str | None, delimiter: str | None) -> Any:
    """Open a workbook, its macros never run; raises OfficeRefusedError for what is none."""
    said: dict[str, object] = {"ReadOnly": read_only or is_locked(path), "MacroExecutionMode": NO_MACROS,
                               "UpdateDocMode": ALL_LINKS if update_links else NO_LINKS}
    if password:
        said["Password"] = password
    if Path(path).suffix.lower() == ".csv":
        said |= {"FilterName": FILTERS[".csv"], "FilterOptions": CSV.format(delimiter=ord(delimiter or ","))}
    document = desktop.loadComponentFromURL(bridge.file_url(path), "_blank", 0, bridge.properties(**said))
    if document is None:
        raise OfficeRefusedError(f"LibreOffice cannot open {path}: damaged, encrypted, or no workbook")
    if not is_workbook(document):
        document.close(True)
        raise OfficeRefusedError(f"{path} is no workbook")
    return document


def is_locked(path: str) -> bool:
    """Whether an office has a file open: its lock stands beside it. Without a window LibreOffice then opens it only to read."""
    return Path(path).with_name(f".~lock.{Path(path).name}#").exists()


def is_workbook(document: Any) -> bool:
    """Whether one of LibreOffice's documents is a workbook."""
    return document is not None and bool(document.supportsService("com.sun.star.sheet.SpreadsheetDocument"))


def store(document: Any, path: str | None) -> None:
    """Save where a book was opened from, or under a path whose ending says how; a .pdf is printed, the book keeps its name.

    Raises ValueError for an unknown ending, OfficeRefusedError where the file cannot be written.
    """
    if path is None:
        document.store()
        return
    if Path(path).suffix.lower() == ".pdf":
        print_pdf(document, path)
        return
    document.storeAsURL(bridge.file_url(path), _how(path))


def store_copy(document: Any, path: str) -> None:
    """Write a copy under a path whose ending says how; the book keeps its own name. Raises as `store` does."""
    document.storeToURL(bridge.file_url(path), _how(path))


def _how(path: str) -> tuple[Any, ...]:
    ending = Path(path).suffix.lower()
    if ending not in FILTERS:
        raise ValueError(f"{path}: LibreOffice saves workbooks as {', '.join(FILTERS)}")
    said: dict[str, object] = {"FilterName": FILTERS[ending], "Overwrite": True}
    if ending == ".csv":
        said["FilterOptions"] = CSV.format(delimiter=ord(","))
    return bridge.properties(**said)


def print_pdf(document: Any, path: str, quality: str = "standard", **what: object) -> None:
    """Print a book, or a selection of it, into a PDF; `quality` "standard" or "minimum"."""
    data = bridge.properties(**what, **(SMALL if quality == "minimum" else {}))
    document.storeToURL(bridge.file_url(path), bridge.properties(
        FilterName=FILTERS[".pdf"], FilterData=bridge.sequence("beans.PropertyValue", data)))
