"""Relationships and content types: which part stands for what."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from templates.xlsx.package import part_name
from templates.xlsx.parsing import parse_small

if TYPE_CHECKING:
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes

_CONTENT_TYPES = "[content_types].xml"


class Relation(NamedTuple):
    """The last word of the type (worksheet, styles, …), alike in the transitional and the strict format; the part."""

    kind: str
    target: str


def relations(package: Package, part: str) -> dict[str, Relation]:
    """List the relations of a part ("" for the package) by id; what leads out of the package is left out."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, attributes.get("Target", "").replace("\\", "/"))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = Relation(kind, part_name(posixpath.normpath(target)))

    if rels in package:
        parse_small(package, rels, start)
    return found


def content_types(package: Package) -> set[str]:
    """List the content types that the package declares, in lower case."""
    found: set[str] = set()
    if _CONTENT_TYPES in package:
        parse_small(package, _CONTENT_TYPES, lambda _, said: found.add(said.get("ContentType", "").lower()))
    return found
