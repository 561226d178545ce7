"""The add-in's VBA run for real, in LibreOffice: the built sources, in which only the doors to the system are replaced.

LibreOffice answers every call into a document with nothing when one of its modules does not parse: ask `ping` first.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from addin.excel.file import content
from addin.excel.project import Module, class_module, project
from addin.excel.sources import modules
from tests.office import _property

with warnings.catch_warnings():
    warnings.simplefilter("ignore")                    # it calls its parser by names of yesterday
    from oletools.olevba import VBA_Parser, decompress_stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOORS = """Attribute VB_Name = "Doors"
Option Explicit
Public BookInFront As String, IsProtected As Boolean, ExitCode As Integer, Told As String, HomeFolder As String
Public StatusBar As Variant, ScreenUpdating As Variant
Public Outside As New OutsideWorld

Public Function InFront() As Object
    If BookInFront <> "" Then Set InFront = Workbooks(BookInFront)
End Function

Public Function Driven(button As String, book As String, view As String, code As String, home As String) As String
    Dim control As New FakeControl
    BookInFront = book
    IsProtected = (view = "protected")
    ExitCode = CInt(code)
    HomeFolder = home
    Told = ""
    control.Tag = button
    StatusBar = ""
    Click control
    Driven = Told
End Function

Public Function Status() As String
    Status = CStr(StatusBar)
End Function

Public Function Cleaned(home As String) As String
    HomeFolder = home
    Told = ""
    CleanUp
    Cleaned = Told
End Function

Public Function Setting(key As String, book As String, home As String) As String
    BookInFront = book
    HomeFolder = home
    Setting = GetConfig(key, "nothing", "")
End Function

Public Function Copied(book As String, path As String) As String
    SaveCopy book, path
    Copied = Workbooks(book).Name
End Function

Public Function Odd(text As String) As String
    Odd = CStr(Misreadable(text))
End Function

Public Function LowestCell(sheet As Worksheet) As Range
    Dim i As Long
    i = 1
    Do While sheet.Cells(i + 1, 1).Value <> ""
        i = i + 1
    Loop
    Set LowestCell = sheet.Cells(i, 1)
End Function

Public Function Ping() As String
    Ping = "pong"
End Function

Public Function FakeAppleScriptTask(script As String, handler As String, parameters As String) As String
    Told = Told & "SCRIPT " & script & " " & handler & Chr(31) & parameters & Chr(30)
    If ExitCode = 1 Then
        Open HomeFolder & "/tongchou.log" For Output As #1
        Print #1, "sh: not found"
        Close #1
    ElseIf ExitCode > 1 Then
        Err.Raise ExitCode
    End If
    FakeAppleScriptTask = "0"
End Function

Public Sub FakeMsgBox(text As String, icon As Integer, title As String)
    Told = Told & "BOX " & title & Chr(31) & text & Chr(30)
End Sub

Public Function FakeMacScript(text As String) As String
    Told = Told & "ASIDE " & text & Chr(30)
    If InStr(text, Chr(34)) > 0 Then
        FakeMacScript = Split(text, Chr(34))(1)
    Else
        FakeMacScript = HomeFolder
    End If
End Function
"""
OUTSIDE = """Attribute VB_Name = "OutsideWorld"
Attribute VB_Exposed = False
Option Explicit
Public Function Run(command As String, style As Integer, waits As Boolean) As Integer
    Told = Told & "RUN " & command & Chr(30)
    If ExitCode > 1 Then Err.Raise ExitCode
    Run = ExitCode
End Function

Public Function Popup(text As String, seconds As Integer, title As String, icon As Integer) As Integer
    Told = Told & "BOX " & title & Chr(31) & text & Chr(30)
End Function

Public Function ExpandEnvironmentStrings(text As String) As String
    ExpandEnvironmentStrings = Replace(text, "%TEMP%", "C:\\Temp")
End Function
"""
CONTROL = """Attribute VB_Name = "FakeControl"
Attribute VB_Exposed = False
Public Tag As String
"""
DICTIONARY = """Attribute VB_Name = "FakeDictionary"
Attribute VB_Exposed = False
Option Explicit
Private held As New Collection
Public Sub Add(key As Variant, value As Variant)
    held.Add value, CStr(key)
End Sub

Public Function Exists(key As Variant) As Boolean
    Dim found As Variant
    On Error GoTo Missing
    found = held.Item(CStr(key))
    Exists = True
Missing:
End Function

Public Function Item(key As Variant) As Variant
    Item = held.Item(CStr(key))
End Function
"""
STUBS = {
    "WScript": "Function WScript() As Object\n    Set WScript = Outside\nEnd Function",
    "CreateGUID": 'Function CreateGUID() As String\n    CreateGUID = "0123"\nEnd Function',
    "SaveConfigToFile": "",                            # not called by anything; LibreOffice cannot parse it
    "IsThere": 'Public Function IsThere(path As String) As Boolean\n    IsThere = (InStr(path, "gone") = 0)\nEnd Function',
    "InProtectedView": "Private Function InProtectedView() As Boolean\n    InProtectedView = IsProtected\nEnd Function",
}
REPLACED = {
    "Private Sub CleanUp": "Public Sub CleanUp", "ActiveWorkbook": "InFront()", "As IRibbonControl": "As Object",
    "WScript.": "Outside.", "AppleScriptTask(": "FakeAppleScriptTask(", "MsgBox text": "FakeMsgBox text",
    "MacScript(": "FakeMacScript(", 'Environ("HOME")': "HomeFolder",
    'Environ("SystemRoot")': r'"C:\Windows"', 'CreateObject("Scripting.Dictionary")': "New FakeDictionary",
    "As Dictionary": "As FakeDictionary", "New Dictionary": "New FakeDictionary", "Application.Hwnd": "4711",
    "Application.VERSION": '"16.0"',
    'sht.Range("A1").End(xlDown)': "LowestCell(sht)",      # which LibreOffice finds only while the sheet lies in front
    "Application.StatusBar": "StatusBar", "Application.ScreenUpdating": "ScreenUpdating",
    "Application.Path": r'"C:\Office\app"', "Application.Name": '"Microsoft Excel"',
}


class Clicked(NamedTuple):
    """What a click did: command lines for Windows, calls of the script for macOS, boxes, AppleScript made on the way."""

    commands: list[str]
    scripts: list[str]
    boxes: list[str]
    asides: list[str]


def sources_in(path: Path) -> dict[str, str]:
    """Every module of a file, as olevba reads it."""
    parser = VBA_Parser(str(path))
    try:
        return {name.rpartition(".")[0]: code.replace("\r\n", "\n") for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def expanded(data: bytes) -> bytes:
    """What was compressed, as oletools reads it."""
    return bytes(decompress_stream(bytearray(data)))


def procedure(source: str, name: str) -> str:
    """The text of one procedure."""
    found = re.search(rf"^(?:(?:Public|Private) )?(?:Function|Sub) {name}\b.*?^End (?:Function|Sub)$", source,
                      re.MULTILINE | re.DOTALL)
    assert found, name
    return found[0]


def resolved(source: str, *, mac: bool) -> str:
    """Only the lines that Excel on Windows or on macOS compiles."""
    holds = {'App = "Microsoft Excel"': True, "Mac": mac, "Not Mac": not mac, "VBA7": True, "Win64": not mac,
             "MAC_OFFICE_VERSION >= 15": mac}
    lines, kept = [], [True]
    for line in source.split("\n"):
        word, _, rest = line.strip().partition(" ")
        if word == "#If":
            kept.append(kept[-1] and holds[rest.partition(" Then")[0]])
        elif word in ("#Else", "#ElseIf"):
            other = word == "#Else" or holds.get(rest.partition(" Then")[0], False)
            kept[-1] = kept[-2] and not kept[-1] and other
        elif word == "#End":
            kept.pop()
        elif kept[-1] and word != "#Const":
            lines.append(line)
    return "\n".join(lines)


def twin(path: Path, settings: dict[str, str], *, mac: bool) -> None:
    """The add-in as a workbook that LibreOffice opens with its macros, the doors to the system replaced."""
    kept = []
    for module in modules():
        source = resolved(module.source, mac=mac) if module.kind == "module" else module.source
        for name, stub in STUBS.items():
            if re.search(rf"(?:Function|Sub) {name}\b", source):
                source = source.replace(procedure(source, name), stub)
        for old, new in REPLACED.items():
            source = source.replace(old, new)
        source = re.sub(r'GetConfig\(("[^"]+")\)', r'GetConfig(\1, "", "")', source)         # LibreOffice knows no defaults
        source = re.sub(r'GetConfig\(("[^"]+"), ((?:"[^"]*"|\w+|Environ\("\w+"\)))\)', r'GetConfig(\1, \2, "")', source)
        if module.name != "Dictionary":
            kept.append(Module(module.name, module.kind, source))
    kept += [Module("Doors", "module", DOORS), class_module("OutsideWorld", OUTSIDE), class_module("FakeControl", CONTROL),
             class_module("FakeDictionary", DICTIONARY)]
    code = project("Tongchou", "{6F1C2B1E-3D7B-4E53-9C35-0C0E6D3C5A11}", tuple(kept))
    with zipfile.ZipFile(io.BytesIO(content("zh-Hant", settings))) as built, zipfile.ZipFile(path, "w") as made:
        for name in built.namelist():
            part = code if name.endswith(".bin") else built.read(name)
            if name.endswith(".xml"):
                part = part.replace(b"addin.macroEnabled.main", b"sheet.macroEnabled.main").replace(b'visibility="hidden"', b"")
            made.writestr(name, part)


def trust(home: Path) -> None:
    """Let the LibreOffice that will be started with this home run macros."""
    user = home / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">'
        "<value>0</value></prop></item></oor:items>", encoding="utf-8")


class Addin:
    """The twin of the add-in, loaded."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def ask(self, function: str, *words: str) -> str:
        """Call a function of the test's own module."""
        where = f"vnd.sun.star.script:Tongchou.Doors.{function}?language=Basic&location=document"
        answer: str = self.document.getScriptProvider().getScript(where).invoke(words, (), ())[0]
        return answer

    def click(self, button: str, book: str = "", view: str = "", code: int = 0, home: str = "~") -> Clicked:
        """Click a button while a book of this name lies in front.

        What is started ends with this code; with one above 1 it does not start at all.
        """
        assert self.ask("Ping") == "pong", "a module does not parse"
        return told(self.ask("Driven", button, book, view, str(code), home))


def told(text: str) -> Clicked:
    """What the doors wrote down."""
    kinds: dict[str, list[str]] = {"RUN": [], "SCRIPT": [], "BOX": [], "ASIDE": []}
    for each in text.split("\x1e"):
        kind, _, rest = each.partition(" ")
        if kind:
            kinds[kind].append(rest)
    return Clicked(kinds["RUN"], kinds["SCRIPT"], [box.split("\x1f")[1] for box in kinds["BOX"]], kinds["ASIDE"])


@contextmanager
def opened(office: Any, path: Path) -> Iterator[Any]:
    """A workbook in front, with its macros."""
    document = office.loadComponentFromURL(path.as_uri(), "_blank", 0, (_property("MacroExecutionMode", 4),))
    try:
        yield document
    finally:
        document.close(True)
