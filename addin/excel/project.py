"""A VBA project from sources: vbaProject.bin without any compiled code, which Excel makes on opening. Source: [MS-OVBA]."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

from addin.excel.compound import compound
from addin.excel.compression import compressed

Kind = Literal["workbook", "sheet", "class", "module"]

_CODE_PAGE = 1252
_BASE = {"workbook": "0{00020819-0000-0000-C000-000000000046}", "sheet": "0{00020820-0000-0000-C000-000000000046}",
         "class": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"}
_LISTED = {"workbook": "Document={}/&H00000000", "sheet": "Document={}/&H00000000", "class": "Class={}", "module": "Module={}"}
_REFERENCES = (
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    ("Office", (r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
                r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library")),
)
"""Libraries beside Excel's own and VBA's: IRibbonControl is one of Office's."""
_NO_CACHE = bytes.fromhex("cc61ffff000000")
"""_VBA_PROJECT with the version FFFF: what was compiled is of no version, read the sources [2.3.4.1]."""
_EDITOR = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"


@dataclass(frozen=True)
class Module:
    """One module: `source` is its text as the editor exports it, without the header of a class file."""

    name: str
    kind: Kind
    source: str


def document(name: str, kind: Literal["workbook", "sheet"]) -> Module:
    """The module that stands behind the workbook or behind a sheet, without code."""
    attributes = {"Base": f'"{_BASE[kind]}"', "GlobalNameSpace": False, "Creatable": False, "PredeclaredId": True,
                  "Exposed": True, "TemplateDerived": False, "Customizable": True}
    lines = [f'Attribute VB_Name = "{name}"', *(f"Attribute VB_{key} = {value}" for key, value in attributes.items())]
    return Module(name, kind, "\n".join(lines) + "\n")


def class_module(name: str, exported: str) -> Module:
    """A class as the editor exports it (.cls), turned into what stands in a project."""
    first, rest = exported[exported.index("Attribute VB_Name"):].split("\n", 1)
    exposed = next(line for line in rest.splitlines() if line.startswith("Attribute VB_Exposed"))
    rest = rest.replace(exposed, f"{exposed}\nAttribute VB_TemplateDerived = False\nAttribute VB_Customizable = False", 1)
    return Module(name, "class", f'{first}\nAttribute VB_Base = "{_BASE["class"]}"\n{rest}')


def project(name: str, identity: str, modules: tuple[Module, ...]) -> bytes:
    """The content of xl/vbaProject.bin.

    `identity` is a GUID in braces, the same for ever. Raises UnicodeEncodeError where a source holds more than the
    editor of a western Excel can show: words for people stand in a sheet.
    """
    streams = {each.name: compressed(_ansi(each.source.replace("\n", "\r\n"))) for each in modules}
    names = b"".join(_ansi(each.name) + b"\0" + _wide(each.name) + b"\0\0" for each in modules) + b"\0\0"
    return compound({
        "VBA": {**streams, "dir": compressed(_directory(name, modules)), "_VBA_PROJECT": _NO_CACHE},
        "PROJECT": _ansi("\r\n".join(_properties(name, identity, modules)) + "\r\n"),
        "PROJECTwm": names,
    })


def _directory(name: str, modules: tuple[Module, ...]) -> bytes:
    """Records of what the project is, what it refers to and which modules it has [2.3.4.2]."""
    language = struct.pack("<L", 0x409)
    found = [_record(1, struct.pack("<L", 1)), _record(2, language), _record(0x14, language),
             _record(3, struct.pack("<H", _CODE_PAGE)), _record(4, _ansi(name)), _record(5), _record(0x40), _record(6),
             _record(0x3D), _record(7, bytes(4)), _record(8, bytes(4)), struct.pack("<HLLH", 9, 4, 1, 1), _record(0xC),
             _record(0x3C)]
    for title, library in _REFERENCES:
        found += [_record(0x16, _ansi(title)), _record(0x3E, _wide(title)),
                  _record(0xD, struct.pack("<L", len(library)) + _ansi(library) + bytes(6))]
    found += [_record(0xF, struct.pack("<H", len(modules))), _record(0x13, b"\xff\xff")]
    for each in modules:
        plain, wide = _ansi(each.name), _wide(each.name)
        found += [_record(0x19, plain), _record(0x47, wide), _record(0x1A, plain), _record(0x32, wide), _record(0x1C),
                  _record(0x48), _record(0x31, bytes(4)), _record(0x1E, bytes(4)), _record(0x2C, b"\xff\xff"),
                  _record(0x21 if each.kind == "module" else 0x22), _record(0x2B)]
    return b"".join([*found, _record(0x10)])


def _properties(name: str, identity: str, modules: tuple[Module, ...]) -> list[str]:
    """The PROJECT stream, line by line; neither locked nor protected by a password [2.3.1]."""
    return [f'ID="{identity}"', *(_LISTED[each.kind].format(each.name) for each in modules), f'Name="{name}"',
            'HelpContextID="0"', 'VersionCompatible32="393222000"', f'CMG="{_veiled(bytes(4), identity)}"',
            f'DPB="{_veiled(bytes(1), identity)}"', f'GC="{_veiled(bytes([255]), identity)}"', "",
            "[Host Extender Info]", _EDITOR, "", "[Workspace]", *(f"{each.name}=0, 0, 0, 0, C" for each in modules)]


def _veiled(data: bytes, identity: str, seed: int = 0x5D) -> str:
    """Data as the PROJECT stream wants it, by a key that everybody can read there [2.4.3.2]."""
    key = sum(identity.encode("ascii")) & 0xFF
    found = bytearray([seed, seed ^ 2, seed ^ key])
    plain, last, one_before = key, seed ^ key, seed ^ 2
    for byte in bytes((seed & 6) // 2) + struct.pack("<L", len(data)) + data:
        veiled = byte ^ ((one_before + plain) & 0xFF)
        found.append(veiled)
        one_before, last, plain = last, veiled, byte
    return found.hex().upper()


def _record(number: int, data: bytes = b"") -> bytes:
    return struct.pack("<HL", number, len(data)) + data


def _ansi(text: str) -> bytes:
    return text.encode(f"cp{_CODE_PAGE}")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
