"""Feeding parts to expat: no DTD, bounded tokens, names and elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.parsers import expat

from templates.xlsx.package import CHUNK
from templates.xlsx.refused import Refused

if TYPE_CHECKING:
    from templates.xlsx.package import Package

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
_LOOSE = (b"> ", b">\n", b">\r", b">\t", b"\0")
"""Text may stand between elements (or the document is UTF-16): then end events are needed to know whose text is whose."""


class Parsing:
    """One part on its way through expat. `end` is called always, or only where white space follows a tag."""

    def __init__(self, package: Package, part: str, start: Start, end: End | None, *, always_end: bool = True) -> None:
        self.package, self.part, self.end = package, part, end
        self.loose = always_end
        self.last: End | None = None
        self.parser = expat.ParserCreate()               # namespace handling off: names as written
        self.parser.buffer_text, self.parser.buffer_size = True, 4 * CHUNK
        self.parser.StartDoctypeDeclHandler = _no_dtd    # so no entity, internal or external, can exist
        self.parser.StartElementHandler = self._root
        self.start = start

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, colon, _ = name.rpartition(":")
        first, self.last = self.start, self.end
        if colon:                                        # <x:worksheet>: cut the prefix of every name
            first, self.last = _without(prefix + ":", first, self.end)
        self.parser.StartElementHandler = first
        if self.loose:
            self.parser.EndElementHandler = self.last
        first(name, attributes)

    def feed(self, size: int, most_tags: int) -> None:
        """Parse the whole part; raises Refused at the first limit."""
        limits, parser = self.package.limits, self.parser
        ended, tags, fed = False, 0, 0
        try:
            for chunk in self.package.chunks(self.part, size):
                tags += chunk.count(b"<")
                if tags > most_tags:
                    raise Refused("too_many_elements", self.part)
                if not self.loose and (any(mark in chunk for mark in _LOOSE) or (ended and chunk[:1] in b" \n\r\t")):
                    self.loose = True
                    parser.EndElementHandler = self.last
                ended = chunk.endswith(b">")
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > limits.token or len(parser.intern) > limits.names:
                    raise Refused("not_a_sheet", f"{self.part}: endless tag or too many names")
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("broken_xml", f"{self.part}: {error}") from None
        except (ValueError, KeyError, IndexError, OverflowError) as error:
            raise Refused("broken_xml", f"{self.part}: {type(error).__name__}") from None
        finally:                                         # parser and handlers refer to each other: not left to the gc
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
            parser.StartDoctypeDeclHandler = None
            self.last = self.end = None


def parse_small(package: Package, part: str, start: Start) -> None:
    """Parse a part that has no reason to be large."""
    Parsing(package, part, start, None).feed(package.limits.small_part, package.limits.small_tags)


def _without(prefix: str, start: Start, end: End | None) -> tuple[Start, End | None]:
    cut = len(prefix)

    def first(name: str, attributes: dict[str, str]) -> None:
        start(name[cut:] if name.startswith(prefix) else name, attributes)

    def last(name: str) -> None:
        if end:
            end(name[cut:] if name.startswith(prefix) else name)

    return first, last if end else None


def _no_dtd(*_: object) -> None:
    raise Refused("dtd")
