"""Shared strings: the texts of a workbook, each written once and meant by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.xlsx.parsing import Parsing
from templates.xlsx.refused import Refused
from templates.xlsx.values import plain

if TYPE_CHECKING:
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes


def shared_strings(package: Package, part: str) -> list[str]:
    """List the strings in their order, rich runs joined, phonetic guides dropped."""
    limits = package.limits
    strings = _Strings(limits.strings, limits.text)
    parsing = Parsing(package, part, strings.start, strings.end, always_end=False)
    parsing.parser.CharacterDataHandler = strings.text
    parsing.feed(limits.part, limits.tags)
    strings.finish()
    return strings.found


class _Strings:
    """Text counts from the start of a t to the next element, and not once a phonetic guide came."""

    def __init__(self, most: int, longest: int) -> None:
        self.most, self.longest = most, longest
        self.found: list[str] = []
        self.pieces: list[str] | None = None
        self.counts = self.phonetic = False

    def start(self, name: str, _: Attributes) -> None:
        if name == "t":
            self.counts = not self.phonetic
        elif name == "si":
            self.finish()
            if len(self.found) >= self.most:
                raise Refused("too_many_strings")
            self.pieces, self.phonetic = [], False
        else:
            self.counts = False
            if name == "rPh":                            # after the text and its runs, nothing but phonetics follows
                self.phonetic = True

    def text(self, text: str) -> None:
        if self.counts and self.pieces is not None:
            self.pieces.append(text)

    def end(self, _: str) -> None:
        self.counts = False

    def finish(self) -> None:
        if self.pieces is not None:
            self.found.append(plain("".join(self.pieces), self.longest))
        self.pieces, self.counts = None, False
