"""Feeding parts to expat: no DTD, bounded tags, names and elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from xml.parsers import expat

from templates.xlsx.package import CHUNK
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.package import Package

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
_LOOSE = (b"> ", b">\n", b">\r", b">\t", b"\0")
"""White space between tags, or UTF-16: then only end events tell whose text is whose."""
_CALM = 16 << 20
"""Bytes of a workbook in which attributes cannot be too many, so that they need not be counted."""
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
"""What expat reads by itself; for others it would ask Python's codecs, of which some can be made to fail."""


def _go_on() -> None:
    """Do nothing between two pieces."""


class Parsing:
    """One part on its way through expat; `pause` is called between its pieces.

    With `always_end` false, `end` is told only of documents where white space stands between tags. Elsewhere the next
    start of an element says as well that a text is over, and a third of all events is saved. (The price: in
    `<v>1</v>more<v>`, which no program writes and the standard forbids, "more" is taken for part of the value.)
    """

    def __init__(
        self, package: Package, part: str, start: Start, end: End | None, *,
        pause: Callable[[], None] = _go_on, always_end: bool = True,
    ) -> None:
        self.package, self.part, self.start, self.end, self.pause = package, part, start, end, pause
        self.loose = always_end
        self.deep = False
        self.names: dict[str, str] = {}
        self.parser = expat.ParserCreate(None, None, self.names)  # namespace handling off: names as written
        self.parser.buffer_text, self.parser.buffer_size = True, 4 * CHUNK
        self.parser.StartDoctypeDeclHandler = _no_dtd             # so no entity, internal or external, can exist
        self.parser.XmlDeclHandler = _known_encoding
        self.parser.StartElementHandler = self._root

    def _root(self, name: str, attributes: Attributes) -> None:
        prefix, colon, _ = name.rpartition(":")
        if colon:                                                 # <x:worksheet>: cut the prefix off every name
            self.start = _cut(f"{prefix}:", self.start)
            self.end = self.end and _cut_end(f"{prefix}:", self.end)
        self.parser.StartElementHandler = self.start
        if self.loose:
            self.parser.EndElementHandler = self.end
        self.start(name, attributes)

    def feed(self, size: int, most_tags: int | None = None) -> None:
        """Parse the whole part; raises Refused at the first limit."""
        limits, parser, allowance = self.package.limits, self.parser, self.package.allowance
        tags, fed = 0, 0
        try:
            for piece in self._pieces(size):
                more = piece.count(b"<")
                allowance.spend("tags", more, self.part)
                if allowance.left["inflated"] < limits.inflated - _CALM:
                    allowance.spend("attributes", piece.count(b"="), self.part)
                tags += more
                if most_tags is not None and tags > most_tags:
                    raise Refused("too_many_elements", self.part)
                if tags > limits.shallow and not self.deep:
                    self._fathom(limits.depth)
                parser.Parse(piece, False)
                self.pause()
                fed += len(piece)
                if fed - parser.CurrentByteIndex > limits.token:
                    raise Refused("endless_tag", self.part)
                if len(self.names) > limits.names:
                    raise Refused("too_many_names", self.part)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("broken_xml", f"{self.part}: {error}") from None
        finally:                                                  # parser and handlers refer to each other
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
            del self.start, self.end, self.pause

    def _pieces(self, size: int) -> Iterator[bytes]:
        """Cut the part before tags, so that a tag and the white space after it are seen together."""
        rest, first = b"", True
        for chunk in self.package.chunks(self.part, size):
            rest += chunk
            at = rest.rfind(b"<")
            if at <= 0:                                           # a tag or text longer than a chunk: cut anywhere
                at = len(rest)
                self._loosen()
            piece, rest = rest[:at], rest[at:]
            self._watch(piece[piece.find(b"?>") + 2:].lstrip() if first else piece)
            first = False
            yield piece
        yield rest                                                # the last tag: a line end after it is nobody's text

    def _watch(self, piece: bytes) -> None:
        if not self.loose and any(mark in piece for mark in _LOOSE):
            self._loosen()

    def _fathom(self, most: int) -> None:
        """From now on count how many elements are open: the parser keeps each, so millions would fill the memory."""
        self.deep, depth = True, 0
        began, ended, root = self.start, self.end, self.parser.StartElementHandler == self._root

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            if depth > most:
                raise Refused("too_deep", self.part)
            began(name, attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if ended:
                ended(name)

        self.start, self.end = start, end
        if not root:                                              # else the root will install them
            self.parser.StartElementHandler = start
        self._loosen()

    def _loosen(self) -> None:
        self.loose = True
        if self.parser.StartElementHandler != self._root:         # else the root will do it
            self.parser.EndElementHandler = self.end


def parse_small(package: Package, part: str, start: Start) -> None:
    """Parse a part that has no reason to be large."""
    Parsing(package, part, start, None).feed(package.limits.small_part, package.limits.small_tags)


def _cut(prefix: str, start: Start) -> Start:
    return lambda name, attributes: start(name.removeprefix(prefix), attributes)


def _cut_end(prefix: str, end: End) -> End:
    return lambda name: end(name.removeprefix(prefix))


def _no_dtd(*_: object) -> None:
    raise Refused("dtd")


def _known_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in _ENCODINGS:
        raise Refused("broken_xml", f"encoding {encoding[:20]}")
