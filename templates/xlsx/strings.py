"""Shared strings: the texts of a workbook, each written once and meant by number."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from templates.xlsx.parsing import Parsing
from templates.xlsx.refused import Refused
from templates.xlsx.values import plain

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

    from templates.xlsx.limits import Allowance
    from templates.xlsx.package import Package
    from templates.xlsx.parsing import Attributes

_SHORT = 100
"""Characters of a text that cannot be too long, whatever is made of it."""


def shared_strings(package: Package, part: str) -> list[str]:
    """List the strings in their order, rich runs joined, phonetic guides dropped."""
    limits = package.limits
    strings = _Strings(limits.strings, package.allowance)
    parsing = Parsing(package, part, strings.start, strings.end, pause=strings.pause, always_end=False)
    strings.parser = parsing.parser
    try:
        parsing.feed(limits.part)
    finally:
        del strings.parser                               # it knows the strings, too
    return strings.found(limits.text)


class _Strings:
    """Texts as they come, and where among them each string begins: most have one text, so nothing is put together."""

    parser: XMLParserType

    def __init__(self, most: int, allowance: Allowance) -> None:
        self.most, self.allowance = most, allowance
        self.counted = 0
        self.texts: list[str] = []
        self.begins: list[int] = []
        self.hears = self.phonetic = False

    def start(self, name: str, _: Attributes) -> None:
        """Hear the text of each t, but none once a phonetic guide came: after it nothing else follows."""
        if name == "t":
            if not self.hears and not self.phonetic:
                self.parser.CharacterDataHandler, self.hears = self.texts.append, True
        elif name == "si":
            if len(self.begins) >= self.most:
                raise Refused("too_many_strings")
            self.begins.append(len(self.texts))
            self.phonetic = False
        elif name == "rPh":
            self.phonetic = True
            self.end(name)

    def end(self, _: str) -> None:
        """Hear no more; told only of documents with white space between tags."""
        self.parser.CharacterDataHandler, self.hears = None, False

    def pause(self) -> None:
        """Count the texts that came."""
        self.allowance.spend("written", sum(map(len, self.texts[self.counted:])))
        self.counted = len(self.texts)

    def found(self, longest: int) -> list[str]:
        """Put together the texts of each string."""
        texts, begins = self.texts, self.begins
        if len(texts) != len(begins) or begins != list(range(len(texts))):
            texts = ["".join(texts[first:last]) for first, last in pairwise([*begins, len(texts)])]
        return [text if len(text) < _SHORT and "_x" not in text else plain(text, longest) for text in texts]
