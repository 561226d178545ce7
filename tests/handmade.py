"""Workbooks written by hand, part by part, for what no program would write."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_KINDS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_KINDS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def package(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Zip parts as they are given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def relationships(targets: dict[str, tuple[str, str]], kinds: str = KINDS) -> str:
    """Write a relationship part: id → (kind, target)."""
    each = "".join(f'<Relationship Id="{key}" Type="{kinds}/{kind}" Target="{target}"/>'
                   for key, (kind, target) in targets.items())
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE_KINDS}">{each}</Relationships>'


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """Write a worksheet part around its rows."""
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*items: str) -> str:
    """Write a string table; each item is what stands inside of one si."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles(*codes: str) -> str:
    """Write styles of which the first is General and each further one has a format code (or a built-in number)."""
    custom = "".join(f'<numFmt numFmtId="{200 + place}" formatCode="{code}"/>'
                     for place, code in enumerate(codes) if not code.isdigit())
    cells = "".join(f'<xf numFmtId="{code if code.isdigit() else 200 + place}"/>' for place, code in enumerate(codes))
    return (f'<styleSheet xmlns="{MAIN}"><numFmts>{custom}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
            f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>')


def parts_of(sheets: dict[str, str], strings: str = "", styles: str = "", properties: str = "",
             kinds: str = KINDS) -> dict[str, str | bytes]:
    """Name the parts of a workbook: sheet name → worksheet part."""
    rels = {f"rId{place}": ("worksheet", f"worksheets/sheet{place}.xml") for place, _ in enumerate(sheets, 1)}
    listed = "".join(f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"/>' for place, name in enumerate(sheets, 1))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.xml")}, kinds),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}">{properties}<sheets>{listed}</sheets></workbook>',
    }
    for place, part in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{place}.xml"] = part
    if strings:
        rels["rIdStrings"] = "sharedStrings", "sharedStrings.xml"
        parts["xl/sharedStrings.xml"] = strings
    if styles:
        rels["rIdStyles"] = "styles", "styles.xml"
        parts["xl/styles.xml"] = styles
    parts["xl/_rels/workbook.xml.rels"] = relationships(rels, kinds)
    return parts


def workbook(path: Path, sheet: str, *, strings: str = "", styles: str = "", properties: str = "") -> Path:
    """Write a workbook of the one sheet 甲."""
    return package(path, parts_of({"甲": sheet}, strings, styles, properties))
