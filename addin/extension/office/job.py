"""A click on a button in LibreOffice: this runs in the office's own Python and starts what the button does as a process.

Nothing of Tongchou can be imported here. Beside it lie settings.json (which Python to start) and words.json (what is said
in boxes). The main thread never waits for the process, which asks the office all the time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from pathlib import Path

import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.awt.MessageBoxType import WARNINGBOX
from com.sun.star.beans import PropertyValue
from com.sun.star.task import XJobExecutor

EXTENSION, SERVICE = "org.tongchou.addin", "org.tongchou.Buttons"
MODULE = "addin.extension.run"
SYSTEM = {"zh-Hans": "zh_CN.UTF-8", "zh-Hant": "zh_TW.UTF-8", "en": "en_US.UTF-8"}
"""What LC_ALL tells the process, by the language of the boxes."""
CELLS = ("com.sun.star.sheet.SheetCellRange", "com.sun.star.sheet.SheetCellRanges")
QUICK = ("clear_marks", "open_folder")
"""Buttons for which the workbook is not read."""
PART, COPY = "part.xlsx", "copy.xlsx"
"""What a copy of the workbook is called while it is written, and once it is complete."""
FILTER = "Calc MS Excel 2007 XML"
OK = 1
RUNNING = {}
"""The process of the last click in a document, by the document's RuntimeUID."""
DOOR = {}
"""The office's private pipe and what listens on it, from the first click on."""


class RefusedError(Exception):
    """Why a click is not carried out: key of the sentence, and its detail."""


class Buttons(unohelper.Base, XJobExecutor):
    """What the addresses service:org.tongchou.Buttons?KEY of menu and toolbar lead to."""

    def __init__(self, context, *_arguments):
        self.context = context

    def trigger(self, key):
        """Start what a button does, or say why not; returns at once."""
        try:
            start(self.context, key)
        except RefusedError as refused:
            tell(self.context, *refused.args)
        except Exception as error:  # noqa: BLE001 - whatever it is, the office would swallow it without a word
            tell(self.context, "broken", str(error))


class Later(unohelper.Base, XCallback):
    """Something to do on the main thread once that is free."""

    def __init__(self, work):
        self.work = work

    def notify(self, _data):
        """Do it."""
        self.work()


def start(context, key):
    """Start the process for a click in the document in front."""
    document = service(context, "frame.Desktop").getCurrentComponent()
    if not supports(document, "com.sun.star.sheet.SpreadsheetDocument"):
        raise RefusedError("no_workbook", "")
    book = document.RuntimeUID
    if book in RUNNING and runs(RUNNING[book]):
        raise RefusedError("busy", "")
    python = beside(context, "settings.json").get("python", "")
    if not Path(python).is_absolute():
        raise RefusedError("no_interpreter", python)
    if not Path(python).is_file():
        raise RefusedError("lost_interpreter", python)
    commit(context, document.getCurrentController())
    said, log = tempfile.mkstemp(prefix="tongchou-", suffix=".log")
    copy = [tempfile.mkdtemp(prefix="tongchou-")] if key not in QUICK and changed(document) else []
    written = threading.Event()
    try:
        command = [python, "-I", "-X", "utf8", "-B", "-m", MODULE, key, pipe(context), book, *copy]
        RUNNING[book] = subprocess.Popen(  # noqa: S603 - the interpreter that installing wrote down
            command, cwd=str(Path(python).parent), env=dict(os.environ, LC_ALL=SYSTEM[language(context)]),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True)
    except Exception:
        Path(log).unlink()
        drop(copy)
        raise
    finally:
        os.close(said)
    threading.Thread(target=watch, args=(context, RUNNING[book], log, copy, written), daemon=True).start()
    if copy:
        later(context, lambda: write(document, Path(copy[0]), written))


def runs(process):
    """Whether a process still runs; for a moment after its end only who waits for it knows that."""
    if process.poll() is not None:
        return False
    try:
        os.kill(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def changed(document):
    """Whether what is on the screen stands in no .xlsx file just so."""
    place = document.getURL()
    return not place or (document.isModified() and place.lower().endswith(".xlsx"))


def write(document, folder, written):
    """Write a copy, which takes about as long as Python takes to load; where that fails, the process asks for one again."""
    how = [PropertyValue(), PropertyValue()]
    how[0].Name, how[0].Value, how[1].Name, how[1].Value = "FilterName", FILTER, "Overwrite", True
    try:
        document.storeToURL(unohelper.systemPathToFileUrl(str(folder / PART)), tuple(how))
        (folder / PART).rename(folder / COPY)
    except Exception:  # noqa: BLE001 - whatever it is: without its folder the process does not wait for it
        drop([folder])
    finally:
        written.set()


def drop(folders):
    """Remove folders of copies."""
    for each in folders:
        shutil.rmtree(each, ignore_errors=True)


def watch(context, process, log, copy, written):
    """Wait for the process: silence when it has done its work, else a box that names its log."""
    if process.wait():
        tell(context, "failed", log)
    else:
        Path(log).unlink()
    if copy:
        written.wait()                                  # LibreOffice would make the folder again
        drop(copy)


def pipe(context):
    """Name of the private pipe, which nobody can guess; opened at the first click, for as long as the office runs."""
    if not DOOR:
        name = "tongchou" + uuid.uuid4().hex
        acceptor = service(context, "office.Acceptor")
        acceptor.initialize((f"pipe,name={name};urp;StarOffice.ComponentContext", True))   # True: listen from now on
        DOOR.update(name=name, acceptor=acceptor)
    return DOOR["name"]


def commit(context, view):
    """End the typing in a cell as Enter does; what is selected and what is in sight stay as they were.

    A command does that for typing in the cell, formulas included. For typing in the line above, only selecting another
    cell does: one of two cells is another, wherever the typing is, and both are in sight already, so that nothing scrolls.
    """
    service(context, "frame.DispatchHelper").executeDispatch(view.getFrame(), ".uno:AcceptFormula", "", 0, ())
    chosen = view.getSelection()
    if not any(supports(chosen, kind) for kind in CELLS):
        return                                          # a drawing or a chart: nobody types into a cell
    panes = [view.getByIndex(number) for number in range(view.getCount())]
    seen = [(pane.getFirstVisibleColumn(), pane.getFirstVisibleRow()) for pane in panes]
    sheet, area = view.getActiveSheet(), view.getVisibleRange()
    for row in (area.StartRow, area.StartRow + 1):
        view.select(sheet.getCellByPosition(area.StartColumn, row))
    view.select(chosen)
    for pane, (column, row) in zip(panes, seen):
        pane.setFirstVisibleColumn(column)
        pane.setFirstVisibleRow(row)


def tell(context, key, detail):
    """Show one of our sentences in a box, on the main thread and once that is free."""
    words = beside(context, "words.json")[language(context)]
    text = words[key].replace("{detail}", detail)

    def show():
        frame = service(context, "frame.Desktop").getCurrentFrame()
        window = frame.getContainerWindow() if frame else None
        box = service(context, "awt.Toolkit").createMessageBox(window, WARNINGBOX, OK, words["title"], text)
        box.execute()
        box.dispose()

    later(context, show)


def later(context, work):
    """Do something on the main thread once that is free."""
    service(context, "awt.AsyncCallback").addCallback(Later(work), None)


def language(context):
    """Which of our languages the office speaks; English where it speaks another, as the buttons then do."""
    place = PropertyValue()
    place.Name, place.Value = "nodepath", "/org.openoffice.Setup/L10N"
    tag = service(context, "configuration.ConfigurationProvider").createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess", (place,)).getByName("ooLocale")
    if not tag.startswith("zh"):
        return "en"
    return "zh-Hant" if any(region in tag for region in ("TW", "HK", "MO", "Hant")) else "zh-Hans"


def beside(context, name):
    """Content of a file of this extension."""
    packages = context.getValueByName("/singletons/com.sun.star.deployment.PackageInformationProvider")
    folder = unohelper.fileUrlToSystemPath(packages.getPackageLocation(EXTENSION))
    return json.loads(Path(folder, name).read_text(encoding="utf-8"))


def service(context, name):
    """Make a service of the office, by its name below com.sun.star."""
    return context.ServiceManager.createInstanceWithContext("com.sun.star." + name, context)


def supports(thing, kind):
    """Whether something is of a kind; nothing is of none."""
    return hasattr(thing, "supportsService") and thing.supportsService(kind)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name that LibreOffice looks for
g_ImplementationHelper.addImplementation(Buttons, SERVICE, (SERVICE,))
