"""The parts of an .xlam and the zip around them. Source: ECMA-376, parts 1 and 2."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from addin.zipped import zipped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = {
    "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "/xl/styles.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "/xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2">'
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    '<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
    'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>')


@dataclass(frozen=True)
class Page:
    """A sheet of the add-in: texts in two columns; `code` is the name of its VBA module."""

    name: str
    code: str
    rows: tuple[tuple[str, str], ...]


def package(title: str, pages: tuple[Page, ...], project: bytes, ribbon: str, images: dict[str, bytes]) -> bytes:
    """The whole file: `title` is what Excel's list of add-ins shows, `images` are PNG by the name that the ribbon uses."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(len(pages)),
        "_rels/.rels": _relationships({
            "rIdWorkbook": (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            "rIdCore": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            "rIdRibbon": (f"{_MICROSOFT}/ui/extensibility", "customUI/customUI.xml")}),
        "docProps/core.xml": _core(title),
        "xl/workbook.xml": _workbook(pages),
        "xl/_rels/workbook.xml.rels": _relationships({
            **{f"rId{number}": (f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(pages) + 1)},
            "rIdStyles": (f"{_OFFICE}/styles", "styles.xml"),
            "rIdProject": (f"{_MICROSOFT}/vbaProject", "vbaProject.bin")}),
        **{f"xl/worksheets/sheet{number}.xml": _sheet(page) for number, page in enumerate(pages, 1)},
        "xl/styles.xml": _STYLES,
        "xl/vbaProject.bin": project,
        "customUI/customUI.xml": ribbon,
        "customUI/_rels/customUI.xml.rels": _relationships(
            {name: (f"{_OFFICE}/image", f"images/{name}.png") for name in images}),
        **{f"customUI/images/{name}.png": image for name, image in images.items()},
    }
    return zipped({name: part if isinstance(part, bytes) else (_HEAD + part).encode() for name, part in parts.items()})


def _content_types(pages: int) -> str:
    types = _TYPES | {f"/xl/worksheets/sheet{number}.xml": _SHEET_TYPE for number in range(1, pages + 1)}
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", "png": "image/png"}
    return (f'<Types xmlns="{_PACKAGE}/content-types">'
            + "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
            + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types.items()) + "</Types>")


def _relationships(named: dict[str, tuple[str, str]]) -> str:
    return (f'<Relationships xmlns="{_PACKAGE}/relationships">'
            + "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, (kind, target) in named.items())
            + "</Relationships>")


def _core(title: str) -> str:
    return (f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>Tongchou</dc:creator></cp:coreProperties>")


def _workbook(pages: tuple[Page, ...]) -> str:
    sheets = "".join(f'<sheet name="{escape(page.name)}" sheetId="{number}" r:id="rId{number}"/>'
                     for number, page in enumerate(pages, 1))
    return (f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr codeName="ThisWorkbook"/>'
            f'<bookViews><workbookView visibility="hidden"/></bookViews><sheets>{sheets}</sheets></workbook>')


def _sheet(page: Page) -> str:
    rows = "".join(f'<row r="{number}">{_cell(f"A{number}", key)}{_cell(f"B{number}", text)}</row>'
                   for number, (key, text) in enumerate(page.rows, 1))
    return f'<worksheet xmlns="{_MAIN}"><sheetPr codeName="{page.code}"/><sheetData>{rows}</sheetData></worksheet>'


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else ""
