"""Feeding parts to expat: no DTD, bounded tags, names and elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from xml.parsers import expat

from templates.xlsx.package import CHUNK
from templates.xlsx.passing import ROW_ENDS, Passing, remarks
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.package import Package

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
_LOOSE = (b"> ", b">\n", b">\r", b">\t", b"\0")
"""White space between tags, or UTF-16: then only end events tell whose text is whose."""
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^<>]*\?>")
_HEAD, _KEYS_AT_ONCE = 60, 4
"""Rows that are fed one by one while it is not known which cells are wanted; the first of them, among which our writer
has the keys, together."""
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

    `beyond`, told whether a row has just ended, gives the mark from which rows are passed over; see Passing.
    """

    def __init__(
        self, package: Package, part: str, start: Start, end: End | None, *,
        pause: Callable[[], None] = _go_on, always_end: bool = True, beyond: Callable[[bool], bytes] | None = None,
    ) -> None:
        self.package, self.part, self.start, self.end = package, part, start, end
        self.pause, self.beyond, self.passing = pause, beyond, Passing(part)
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
            for piece in self._portions(size):
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
            del self.start, self.end, self.pause, self.beyond

    def _pieces(self, size: int) -> Iterator[bytes]:
        """Cut the part before tags, so that a tag and the white space after it are seen together."""
        rest = b""
        for chunk in self.package.chunks(self.part, size):
            rest += chunk
            at = rest.rfind(b"<")
            if at <= 0:                                           # a tag or text longer than a chunk: cut anywhere
                at = len(rest)
                self._loosen()
            piece, rest = rest[:at], rest[at:]
            yield piece
        yield rest                                                # the last tag: a line end after it is nobody's text

    def _portions(self, size: int) -> Iterator[bytes]:
        """The pieces without what stands beyond the wanted cells of their rows; row by row until it is known which these are."""
        looked, first, ended, passing = 0 if self.beyond else _HEAD, True, False, self.passing
        for piece in self._pieces(size):
            rest = piece
            if looked <= _HEAD and remarks(_body(piece) if first else piece):
                rest, looked = passing.given_up(piece), _HEAD + 1
            while looked < _HEAD and not (passing.mark or self._find_mark(ended)):
                end = _after(rest, 1 if looked else _KEYS_AT_ONCE)
                if not end:
                    break
                self._watch(_body(rest[:end]) if first else rest[:end])
                yield rest[:end]
                rest, looked, first, ended = rest[end:], looked + 1, False, True
            rest = passing.over(rest) if passing.mark else rest
            self._watch(_body(rest) if first else rest)
            first = ended = False
            yield rest

    def _find_mark(self, ended: bool) -> bytes:
        self.passing.mark = self.beyond(ended) if self.beyond else b""
        return self.passing.mark

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


def _after(piece: bytes, rows: int) -> int:
    """Where so many rows have ended, fewer at the end of the piece; 0 where none does."""
    end = 0
    for _ in range(rows):
        at = piece.find(ROW_ENDS, end)
        if at < 0:
            break
        end = at + len(ROW_ENDS)
    return end


def _body(piece: bytes) -> bytes:
    """The first piece without its declaration and the white space after it."""
    declared = _DECLARATION.match(piece)
    return piece[declared.end():].lstrip() if declared else piece


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
