"""The LibreOffice engine: places, looks, sizes, notes, links and names of cells; what it saves is read with openpyxl."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwings
from hypothesis import given
from hypothesis import strategies as st

from addin.libreoffice import OfficeRefusedError
from addin.libreoffice.areas import LAST_COLUMN, LAST_ROW, Area, parse
from tests import engine
from tests.engine import proves, saved

app, book, sheet = engine.app, engine.book, engine.sheet


@given(st.integers(1, LAST_ROW - 50), st.integers(1, LAST_COLUMN - 50), st.integers(1, 50), st.integers(1, 50),
       st.booleans(), st.booleans())
def test_an_area_is_read_from_its_own_address(row: int, column: int, rows: int, columns: int, fixed: bool, held: bool) -> None:
    area = Area(row, column, rows, columns)
    assert parse(area.text(row_absolute=fixed, column_absolute=held)) == area


def test_whole_rows_and_columns_have_short_addresses() -> None:
    assert Area(1, 2, LAST_ROW, 2).text() == "$B:$C"
    assert Area(2, 1, 2, LAST_COLUMN).text(row_absolute=False) == "2:3"
    assert parse("b:C") == Area(1, 2, LAST_ROW, 2)
    assert parse("$2:$3") == Area(2, 1, 2, LAST_COLUMN)
    assert parse("total") is None
    assert parse("C3:A1") == Area(1, 1, 3, 3)


@proves("Range.row", "Range.column", "Range.shape", "Range.__len__", "Range.address", "Range.get_address", "Range.__call__",
        "Range.coords", "Sheet.cells", "Sheet.range", "Range.rows", "Range.columns")
def test_places_are_counted_as_xlwings_counts_them(sheet: xlwings.Sheet) -> None:
    block = sheet["B2:D4"]
    assert (block.row, block.column, block.shape, len(block), block.address) == (2, 2, (3, 3), 9, "$B$2:$D$4")
    assert (block(1, 1).address, block(4).address, block(4, 1).address) == ("$B$2", "$B$3", "$B$5")
    assert (block[1, 2].address, block[:, 0].address, block[-1, :].address) == ("$D$3", "$B$2:$B$4", "$B$4:$D$4")
    assert (block.offset(1, 2).address, block.resize(1).address, block.last_cell.address) == ("$D$3:$F$5", "$B$2:$D$2", "$D$4")
    assert sheet.range((2, 3), (5, 4)) == sheet["C2:D5"] == sheet.range("C2", "D5") == sheet.range(sheet["C2"], sheet["D5"])
    assert sheet[4, 0].address == "$A$5"
    assert block.get_address(False, False, include_sheetname=True) == "Sheet1!B2:D4"
    assert block.get_address(external=True) == f"'[{sheet.book.name}]Sheet1'!$B$2:$D$4".replace("'", "")
    assert block.impl.coords[1:] == (2, 2, 3, 3)
    assert block.impl.rows is block.impl.columns is block.impl
    assert (len(block.rows), len(block.columns), block.columns[1].address) == (3, 3, "$C$2:$C$4")
    assert sheet.cells.shape == (LAST_ROW, LAST_COLUMN)


@proves("Sheet.range")
def test_what_lies_outside_of_the_sheet_is_refused(sheet: xlwings.Sheet) -> None:
    for wrong in (lambda: sheet["A1"].offset(-1), lambda: sheet.range((0, 1)), lambda: sheet["XFD1"].offset(0, 1)):
        with pytest.raises(IndexError, match="outside"):
            wrong()
    with pytest.raises(KeyError, match="neither an address"):
        sheet.range("nobody")


@proves("Range.raw_value", "Range.raw_value =", "Range.color", "Range.color =", "Range.number_format", "Range.clear",
        "Range.__len__")
def test_an_empty_slice_is_nothing(sheet: xlwings.Sheet) -> None:
    none = sheet["B2:C3"][2:, :]
    assert (len(none), none.color, none.number_format, none.raw_value) == (0, None, None, None)
    none.color = "#ff0000"
    none.raw_value = 1
    none.clear()
    assert sheet["B2:C5"].color is None


@proves("Range.expand", "Range.current_region", "Range.end", "Sheet.used_range", "Range.has_array")
def test_ends_and_regions_of_data(sheet: xlwings.Sheet) -> None:
    assert sheet.used_range.address == "$A$1"
    sheet["B2"].value = [["a", 1, None, 7], ["b", 2, None, "=C3"], ["c", '=""', None, None]]
    assert (sheet["B2"].expand().address, sheet["B2"].expand("down").address, sheet["B2"].expand("right").address) == \
        ("$B$2:$C$4", "$B$2:$B$4", "$B$2:$C$2")
    assert sheet["C3"].current_region.address == "$B$2:$C$4"
    assert sheet.used_range.address == "$B$2:$E$4"
    ends = {("B2", "down"): "$B$4", ("B2", "right"): "$C$2", ("B4", "down"): "$B$1048576", ("B4", "up"): "$B$2",
            ("C2", "right"): "$E$2", ("E2", "left"): "$C$2", ("C4", "up"): "$C$2", ("A1", "down"): "$A$1048576",
            ("B9", "up"): "$B$4", ("B2", "up"): "$B$1", ("E3", "left"): "$C$3", ("A3", "right"): "$B$3", ("C3", "l"): "$B$3"}
    assert {each: sheet[each[0]].end(each[1]).address for each in ends} == ends


@proves("Range.number_format", "Range.number_format =")
def test_number_formats_are_spelled_as_in_excel(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    codes = ["General", "@", "0.00", "#,##0.00", "0%", "yyyy-mm-dd", "dd.mm.yyyy hh:mm", "[h]:mm:ss", "[Red]0.0;-0",
             'yyyy"年"m"月"d"日"', "#,##0 [$€-407]", "0.00E+00", "m/d/yyyy h:mm AM/PM"]
    for row, code in enumerate(codes):
        sheet[row, 0].value = 1.5
        sheet[row, 0].number_format = code
        assert sheet[row, 0].number_format == code
    assert (sheet["A1:A2"].number_format, sheet["A3:A4"].number_format, sheet["B1:B4"].number_format) == (None, None, "General")
    read = [cell.number_format for cell, in saved(book, tmp_path)[sheet.name]["A1:A13"]]
    assert [code.replace("\\", "").replace('"', "").lower() for code in read] == [code.replace('"', "").lower() for code in codes]


@proves("Range.number_format =")
def test_what_is_no_number_format_is_refused(sheet: xlwings.Sheet) -> None:
    with pytest.raises(ValueError, match="no number format"):
        sheet["A1"].number_format = "0.0.0[[["


@proves("Range.color", "Range.color =", "Range.set_colors", "Font.bold", "Font.bold =", "Font.italic", "Font.italic =",
        "Font.size", "Font.size =", "Font.name", "Font.name =", "Font.color", "Font.color =", "Range.font", "Font.api")
def test_colours_and_fonts(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["A1:B1"].value = ["统筹", "plan"]
    sheet["A1"].color, sheet["B1"].color, sheet["C1"].color = (255, 199, 206), "#FFEB9C", 0x0000FF
    font = sheet["A1:B1"].font
    font.bold, font.italic, font.size, font.name, font.color = True, True, 14, "Noto Sans CJK SC", "#C00000"
    assert (font.bold, font.italic, font.size, font.name, font.color) == (True, True, 14, "Noto Sans CJK SC", (192, 0, 0))
    assert (font.api.CharWeightAsian, sheet["C1"].color) == (150, (255, 0, 0))
    assert (sheet["A1"].color, sheet["A1:B1"].color, sheet["D1"].color) == ((255, 199, 206), None, None)
    mixed = sheet["A1:D1"].font
    assert (mixed.bold, mixed.italic, mixed.size, mixed.name, mixed.color) == (None, None, None, None, None)
    cells = saved(book, tmp_path)[sheet.name]
    for cell, fill in ((cells["A1"], "FFFFC7CE"), (cells["B1"], "FFFFEB9C")):
        look = cell.font
        assert (cell.fill.fgColor.rgb, look.b, look.i, look.sz, look.name, look.color.rgb) == \
            (fill, True, True, 14, "Noto Sans CJK SC", "FFC00000")
    sheet["A1"].color = font.color = None
    font.bold = font.italic = False
    assert (sheet["A1"].color, font.color, font.bold, font.italic) == (None, None, False, False)
    sheet["A3:B4"].set_colors([["#010203", None], [..., (4, 5, 6)]])
    assert [cell.color for cell in sheet["A3:B4"]] == [(1, 2, 3), None, None, (4, 5, 6)]


@proves("Range.wrap_text", "Range.wrap_text =", "Range.horizontal_alignment", "Range.horizontal_alignment =",
        "Range.vertical_alignment", "Range.vertical_alignment =")
def test_alignment(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    across = ["general", "left", "center", "right", "fill", "justify", "distributed"]
    along = ["top", "center", "bottom", "justify", "distributed"]
    for row, (horizontal, vertical) in enumerate(zip(across, along + along[:2], strict=True)):
        cell = sheet[row, 0]
        cell.value, cell.wrap_text = "text", True
        cell.horizontal_alignment, cell.vertical_alignment = horizontal, vertical
        assert (cell.horizontal_alignment, cell.vertical_alignment, cell.wrap_text) == (horizontal, vertical, True)
    both = sheet["A1:A8"]
    assert (both.horizontal_alignment, both.vertical_alignment, both.wrap_text) == (None, None, None)
    read = [cell.alignment for cell, in saved(book, tmp_path)[sheet.name]["A1:A7"]]
    assert [each.horizontal or "general" for each in read] == across
    assert [each.vertical for each in read] == \
        ["top", "center", "bottom", "bottom", "distributed", "top", "center"]        # "justify" is lost
    assert all(each.wrap_text for each in read)
    with pytest.raises(NotImplementedError, match="center_across_selection"):
        sheet["A1"].horizontal_alignment = "center_across_selection"


@proves("Range.borders", "Borders.line_style", "Borders.line_style =", "Borders.weight", "Borders.weight =", "Borders.color",
        "Borders.color =", "Borders.__getitem__", "Borders.set", "Borders.clear", "Border.line_style", "Border.line_style =",
        "Border.weight", "Border.weight =", "Border.color", "Border.color =")
def test_borders(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    lines = sheet["B2:D4"].borders
    assert (lines.line_style, lines.weight, lines.color) == (None, None, None)
    lines.weight, lines.color = "medium", "#112233"
    assert (lines.line_style, lines.weight, lines.color) == ("continuous", "medium", (17, 34, 51))
    lines.impl.line_style = "dash"
    lines.impl.weight, lines.impl.color = "thin", (1, 1, 1)
    lines.set("outside", line_style="double", color=(255, 0, 0))
    assert (lines["edge_top"].line_style, lines["edge_top"].color, lines["inside_vertical"].line_style) == \
        ("double", (255, 0, 0), "dash")
    lines["diagonal_down"].line_style = "continuous"
    inside = lines["inside_horizontal"]
    inside.line_style, inside.weight, inside.color = "continuous", "thick", (0, 0, 255)
    assert lines["inside_horizontal"].weight == "thick"
    assert (lines.line_style, lines.weight, lines.color) == (None, None, None)
    cell = saved(book, tmp_path)[sheet.name]["C3"].border
    assert (cell.top.style, cell.bottom.color.rgb, cell.left.style, cell.diagonalDown) == ("thick", "FF0000FF", "dashed", True)
    corner = openpyxl.load_workbook(tmp_path / "saved.xlsx")[sheet.name]["B2"].border
    assert (corner.top.style, corner.left.style, corner.left.color.rgb) == ("double", "double", "FFFF0000")
    lines.impl.clear(["edge_top"])
    assert lines["edge_top"].line_style is None
    with pytest.raises(NotImplementedError, match="slant"):
        lines["edge_top"].line_style = "slant_dash_dot"


@proves("Range.column_width", "Range.column_width =", "Range.row_height", "Range.row_height =", "Range.width", "Range.height",
        "Range.left", "Range.top", "Range.autofit", "Sheet.autofit")
def test_sizes(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["B:C"].column_width, sheet["2:3"].row_height = 20, 30
    assert (sheet["B1:C9"].column_width, sheet["A2:B3"].row_height) == (pytest.approx(20, abs=0.02), pytest.approx(30, abs=0.05))
    assert (sheet["A1:B1"].column_width, sheet["A1:A2"].row_height) == (None, None)
    assert sheet["D2"].left == pytest.approx(sheet["A1"].width + 2 * sheet["B1"].width, abs=0.2)
    assert (sheet["A4"].top, sheet["B2:B3"].height) == \
        (pytest.approx(sheet["A1"].height + 60, abs=0.1), pytest.approx(60, abs=0.1))
    read = saved(book, tmp_path)[sheet.name]
    assert (read.column_dimensions["B"].width, read.row_dimensions[2].height) == \
        (pytest.approx(20.71, abs=0.05), pytest.approx(30, abs=0.1))
    sheet["E1"].value = "a long text that needs a wide column"
    sheet["E1"].columns.autofit()
    assert sheet["E1"].column_width > 25
    sheet["E2"].value = "one\ntwo\nthree"
    sheet.autofit("r")
    assert sheet["E2"].row_height > 25
    sheet.autofit()
    assert sheet["B1"].column_width != pytest.approx(20, abs=0.02) or sheet["B1"].value is None


@proves("Range.row_hidden", "Range.row_hidden =", "Range.column_hidden", "Range.column_hidden =")
def test_hidden_rows_and_columns(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["A1:D4"].value = 1
    sheet["A2:A3"].rows.hidden = sheet["C1"].columns.hidden = True
    assert (sheet["A2:B3"].rows.hidden, sheet["A1:A4"].rows.hidden, sheet["A4"].rows.hidden) == (True, None, False)
    assert (sheet["C1"].columns.hidden, sheet["B1:C1"].columns.hidden, sheet["A1:B1"].columns.hidden) == (True, None, False)
    read = saved(book, tmp_path)[sheet.name]
    assert (read.row_dimensions[2].hidden, read.row_dimensions[4].hidden, read.column_dimensions["C"].hidden) == \
        (True, False, True)
    sheet["A1:A4"].rows.hidden = False
    assert sheet["A1:A4"].rows.hidden is False


@proves("Range.merge", "Range.unmerge", "Range.merge_area", "Range.merge_cells")
def test_merged_cells(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["B2:C3"].merge()
    sheet["E1:F2"].merge(across=True)
    assert (sheet["C3"].merge_area.address, sheet["A1"].merge_area.address) == ("$B$2:$C$3", "$A$1")
    assert (sheet["B2:C3"].merge_cells, sheet["C3"].merge_cells, sheet["A1"].merge_cells) == (True, True, False)
    assert {each.coord for each in saved(book, tmp_path)[sheet.name].merged_cells.ranges} == {"B2:C3", "E1:F1", "E2:F2"}
    sheet["B2:C3"].unmerge()
    assert sheet["B2"].merge_area.address == "$B$2"


@proves("Range.clear", "Range.clear_contents", "Range.clear_formats", "Sheet.clear", "Sheet.clear_contents",
        "Sheet.clear_formats")
def test_clearing(sheet: xlwings.Sheet) -> None:
    def dress() -> None:
        sheet["A1:A3"].value, sheet["A1:A3"].color = 1, (1, 2, 3)
        if sheet["A1"].note is None:
            sheet["A1"].add_note("note")

    def told(cell: xlwings.Range) -> tuple[object, object, bool]:
        return cell.value, cell.color, cell.note is not None

    dress()
    sheet["A1"].clear_contents()
    assert (told(sheet["A1"]), sheet["A2"].value) == ((None, (1, 2, 3), True), 1)
    dress()
    sheet["A1"].clear_formats()
    assert told(sheet["A1"]) == (1, None, True)
    dress()
    sheet["A1"].clear()
    assert told(sheet["A1"]) == (None, None, False)
    dress()
    sheet.clear_contents()
    assert told(sheet["A1"]) == (None, (1, 2, 3), True)
    dress()
    sheet.clear_formats()
    assert told(sheet["A1"]) == (1, None, True)
    sheet.clear()
    assert told(sheet["A1"]) == (None, None, False)


@proves("Range.insert", "Range.delete")
def test_inserting_and_deleting(sheet: xlwings.Sheet) -> None:
    def column(letter: str) -> list[object]:
        return list(sheet[f"{letter}1:{letter}4"].value)

    sheet["A1"].value = [[1, 10], [2, 20], [3, 30]]
    sheet["A2"].insert("down")
    assert (column("A"), column("B")) == ([1, None, 2, 3], [10, 20, 30, None])
    sheet["A2"].delete("up")
    sheet["A1"].insert("right")
    assert sheet["A1:C1"].value == [None, 1, 10]
    sheet["A1"].delete("left")
    sheet["2:2"].insert("down")
    assert (column("A"), column("B")) == ([1, None, 2, 3], [10, None, 20, 30])
    sheet["2:2"].delete()
    sheet["A:A"].delete()
    assert column("A") == [10, 20, 30, None]
    with pytest.raises(NotImplementedError, match="copy_origin"):
        sheet["A1"].insert("down", copy_origin="format_from_right_or_below")


@proves("Range.copy", "Range.move", "Range.copy_from", "Range.paste")
def test_copying_and_moving(app: xlwings.App, sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [[1, "=A1*2"], [3, "=A2*2"]]
    sheet["A1"].color = (255, 0, 0)
    sheet["A1:B2"].copy(sheet["D1"])
    assert (sheet["D1:E2"].formula, sheet["D1"].color) == ((("1", "=D1*2"), ("3", "=D2*2")), (255, 0, 0))
    sheet["A1:B2"].copy()
    sheet["D5"].paste("values", transpose=True)
    assert (sheet["D5:E6"].formula, sheet["D5"].color) == ((("1", "3"), ("2", "6")), None)
    sheet["D5"].paste("values", operation="add")
    assert sheet["D5:E6"].value == [[2, 5], [5, 12]]
    sheet["G1"].copy_from(sheet["A1"], "formats")
    assert (sheet["G1"].value, sheet["G1"].color) == (None, (255, 0, 0))
    sheet["A1:B2"].move(sheet["A10"])
    assert (sheet["A10:B11"].formula, sheet["A1"].value) == ((("1", "=A10*2"), ("3", "=A11*2")), None)
    other = app.books.add().sheets[0]
    sheet["A10:B11"].copy(other["C3"])
    assert other["C3:D4"].formula == (("1", "=C3*2"), ("3", "=C4*2"))
    with pytest.raises(NotImplementedError, match="column_widths"):
        sheet["A1"].paste("column_widths")


@proves("Range.find", "Range.replace_all", "Range.sort", "Range.get_special_cells", "Range.autofill")
def test_finding_sorting_and_filling(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [["Name", "n"], ["beta", 2], ["Alpha", 1], ["beta max", "=B2+B3"]]
    table = sheet["A1:B4"]
    assert (table.find("beta").address, table.find("beta", direction="backward").address, table.find("alpha").address) == \
        ("$A$2", "$A$4", "$A$3")
    assert (table.find("alpha", match_case=True), table.find("max", whole=True), table.find("3").address) == (None, None, "$B$4")
    assert table.find("b*x", whole=True).address == "$A$4"
    table.replace_all("beta", "gamma", whole=True)
    assert sheet["A2:A4"].value == ["gamma", "Alpha", "beta max"]
    sheet["A1:B3"].sort(1, has_headers=True)
    assert sheet["A1:B3"].value == [["Name", "n"], ["Alpha", 1], ["gamma", 2]]
    sheet["A2:B3"].sort([2, 1], ascending=[False, True])
    assert sheet["B2:B3"].value == [2, 1]
    sheet["D2"].value = 5
    special = {("formulas", None): ["$B$4"], ("blanks", None): ["$C$1:$C$4", "$D$1", "$D$3:$D$4"],
               ("constants", "text"): ["$A$1:$A$4", "$B$1"]}
    assert {each: sorted(area.address for area in sheet["A1:D4"].get_special_cells(*each)) for each in special} == special
    sheet["3:3"].rows.hidden = True
    assert [area.address for area in sheet["A1:D4"].get_special_cells("visible")] == ["$A$1:$D$2", "$A$4:$D$4"]
    with pytest.raises(NotImplementedError, match="logical"):
        sheet["A1:D4"].get_special_cells("constants", "logical")
    sheet["3:3"].rows.hidden = False
    sheet["F1"].value = [[1], [2]]
    sheet["F1:F2"].autofill(sheet["F1:F5"])
    assert sheet["F1:F5"].value == [1, 2, 3, 4, 5]


@proves("Range.note", "Range.add_note", "Note.text", "Note.text =", "Note.author", "Note.location", "Note.delete", "Note.api",
        "Sheet.notes")
def test_notes(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    note = sheet["C7"].add_note("P04 缺少验收标准\n第二行")
    sheet["A1"].add_note("other")
    assert (note.text, note.location.address, note.author, sheet["B2"].note) == ("P04 缺少验收标准\n第二行", "$C$7", "", None)
    assert note.api.getPosition().Row == 6
    note.text = "changed"
    assert [(each.location.address, each.text) for each in sheet.notes] == [("$A$1", "other"), ("$C$7", "changed")]
    assert len(book.notes) == 2
    assert "changed" in saved(book, tmp_path)[sheet.name]["C7"].comment.text
    sheet["C7"].note.delete()
    assert (sheet["C7"].note, len(sheet.notes)) == (None, 1)
    with pytest.raises(ValueError, match="already has a note"):
        sheet["A1"].add_note("again")


@proves("Range.hyperlink", "Range.add_hyperlink")
def test_links_lead_to_cells_files_and_pages(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    book.sheets.add("Da ta", after=sheet)
    (tmp_path / "plan 计划.xlsx").touch()
    book.save(tmp_path / "links.xlsx")
    links = {"A1": "#Sheet1!C7", "A2": "#'Da ta'!B2", "A3": "https://example.org/x?a=1&b=2",
             "A4": str(tmp_path / "plan 计划.xlsx"),
             "A5": f"{tmp_path / 'plan 计划.xlsx'}#Tasks!C7", "A6": "mailto:a@example.org"}
    for cell, address in links.items():
        sheet[cell].add_hyperlink(address, f"to {cell}")
    assert {cell: sheet[cell].hyperlink for cell in links} == links
    assert sheet["A2"].value == "to A2"
    sheet["A7"].add_hyperlink("plan 计划.xlsx")
    assert sheet["A7"].hyperlink == str(tmp_path / "plan 计划.xlsx")
    sheet["A8"].formula = '=HYPERLINK("https://example.org","there")'
    assert (sheet["A8"].hyperlink, sheet["A8"].value) == ("https://example.org", "there")
    with pytest.raises(xlwings.XlwingsError, match="no hyperlink"):
        _ = sheet["B1"].hyperlink
    read = {cell: saved(book, tmp_path)[sheet.name][cell].hyperlink for cell in [*links, "A7"]}
    assert (read["A1"].location, read["A2"].location, read["A3"].target) == ("Sheet1!C7", "'Da ta'!B2", links["A3"])
    assert (read["A5"].location, read["A6"].target) == ("Tasks!C7", "mailto:a@example.org")
    assert all("plan" in read[cell].target for cell in ("A4", "A5", "A7"))


@proves("Book.names", "Sheet.names", "Names.__call__", "Names.contains", "Names.__len__", "Names.add", "Names.snapshot",
        "Name.name", "Name.name =", "Name.refers_to", "Name.refers_to =", "Name.refers_to_range", "Name.delete", "Range.name",
        "Range.name =", "Sheet.range")
def test_names(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    data = book.sheets.add("Da ta", after=sheet)
    sheet["A2:B3"].name = "inbox"
    book.names.add("total", "=SUM('Da ta'!$A$1:$A$3,1)")
    book.names.add("rate", "=0.25")
    data.names.add("inbox", "='Da ta'!$C$1")
    assert {each.name: each.refers_to for each in book.names} == {
        "inbox": "=Sheet1!$A$2:$B$3", "total": "=SUM('Da ta'!$A$1:$A$3,1)", "rate": "=0.25", "'Da ta'!inbox": "='Da ta'!$C$1"}
    assert (len(book.names.impl), len(data.names), book.names["inbox"].refers_to_range) == (4, 1, sheet["A2:B3"])
    assert (sheet["inbox"], data["inbox"].address, sheet["A2:B3"].name.name, sheet["A1"].name) == \
        (sheet["A2:B3"], "$C$1", "inbox", None)
    assert ("inbox" in book.names, "'Da ta'!inbox" in book.names, "none" in book.names) == (True, True, False)
    sheet["D1"].formula = "=rate*4"
    assert sheet["D1"].value == 1
    with pytest.raises(OfficeRefusedError, match="stands for no cells"):
        _ = book.names["rate"].refers_to_range
    with pytest.raises(KeyError):
        book.names["none"]
    names = saved(book, tmp_path)
    assert (names.defined_names["inbox"].attr_text, names["Da ta"].defined_names["inbox"].attr_text) == \
        ("Sheet1!$A$2:$B$3", "'Da ta'!$C$1")
    assert names.defined_names["total"].attr_text == "SUM('Da ta'!$A$1:$A$3,1)"
    book.names["inbox"].refers_to = "=Sheet1!$A$2:$B$9"
    book.names["inbox"].name = "entries"
    assert sheet["entries"].address == "$A$2:$B$9"
    book.names["entries"].delete()
    assert "entries" not in book.names


@proves("Range.characters", "Characters.text", "Characters.font", "Characters.__getitem__", "Characters.api", "Font.bold",
        "Font.bold =")
def test_a_part_of_a_text_is_bold(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = "one two"
    part = sheet["A1"].characters[4:]
    part.font.bold = True
    assert (part.text, sheet["A1"].characters[0].text, part.font.bold, sheet["A1"].characters[:3].font.bold) == \
        ("two", "o", True, False)
    assert part.api.getString() == "two"
    book.save(tmp_path / "rich.xlsx")
    rich = openpyxl.load_workbook(tmp_path / "rich.xlsx", rich_text=True)[sheet.name]["A1"].value
    assert [(piece.text, bool(piece.font.b)) for piece in rich if hasattr(piece, "font")][-1] == ("two", True)


@proves("Range.group", "Range.ungroup")
def test_outline_groups(book: xlwings.Book, sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["2:4"].group()
    sheet["B:C"].group()
    read = saved(book, tmp_path)[sheet.name]
    assert [read.row_dimensions[row].outlineLevel for row in (1, 2, 3, 4)] == [0, 1, 1, 1]
    assert read.column_dimensions["B"].outlineLevel == 1
    sheet["A3"].ungroup(by="rows")                      # takes the whole group apart, not only its third row
    sheet["B:C"].ungroup()
    read = saved(book, tmp_path)[sheet.name]
    assert [read.row_dimensions[row].outlineLevel for row in (1, 2, 3, 4)] == [0, 0, 0, 0]
    assert read.column_dimensions["B"].outlineLevel == 0


@proves("Range.select", "App.selection", "Sheet.activate", "Sheets.active")
def test_selecting(app: xlwings.App, book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    other = book.sheets.add("Other", after=sheet)
    sheet["B2:C3"].select()
    assert (app.selection.address, book.sheets.active.name) == ("$B$2:$C$3", "Sheet1")
    other.activate()
    assert (app.selection.sheet.name, book.selection.address) == ("Other", "$A$1")


@proves("Range.color =", "Range.raw_value =", "Range.add_note", "Range.clear", "Range.merge", "Font.bold =",
        "Range.number_format =")
def test_a_protected_sheet_refuses_aloud(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = "x"
    free = sheet["B1"].api.CellProtection
    free.IsLocked = False
    sheet["B1"].api.CellProtection = free
    sheet.impl.protect("secret")
    assert sheet.impl.protected
    for change in (lambda: setattr(sheet["A1"], "color", (1, 2, 3)), lambda: setattr(sheet["A1"], "value", 1),
                   lambda: sheet["A1"].add_note("n"), lambda: sheet["A1"].clear(), lambda: sheet["A1:A2"].merge(),
                   lambda: setattr(sheet["A1"].font, "bold", True), lambda: setattr(sheet["A1:B1"], "number_format", "0.00")):
        with pytest.raises(OfficeRefusedError, match="is protected"):
            change()
    sheet["B1"].value, sheet["B1"].color = 5, (1, 2, 3)
    assert (sheet["A1:B1"].value, sheet["B1"].color) == (["x", 5], (1, 2, 3))
    with pytest.raises(OfficeRefusedError, match="password"):
        sheet.impl.unprotect("wrong")
    sheet.impl.unprotect("secret")
    sheet["A1"].value = date(2026, 1, 5)
    assert not sheet.impl.protected


@proves("Range.to_pdf")
def test_a_range_is_printed(sheet: xlwings.Sheet, tmp_path: Path) -> None:
    sheet["A1"].value = "printed"
    sheet["A1:B2"].to_pdf(tmp_path / "range.pdf")
    assert (tmp_path / "range.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_not_offered_is_refused_by_name(sheet: xlwings.Sheet) -> None:
    cell, macro = sheet["A1"], sheet.book.macro("M")
    refused = {
        "Sheet.charts": lambda: sheet.charts, "Sheet.pictures": lambda: sheet.pictures,
        "Sheet.pivot_tables": lambda: sheet.pivot_tables, "Range.comment": lambda: cell.comment,
        "Range.remove_duplicates": lambda: sheet["A1:A2"].remove_duplicates(1),
        "Range.to_png": lambda: cell.to_png("x.png"), "App.run": lambda: macro(),
        "App.interactive =": lambda: setattr(sheet.book.app, "interactive", False),
    }
    for member, ask in refused.items():
        with pytest.raises(NotImplementedError, match=member):
            ask()


def test_many_cells_are_asked_and_given_at_once(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    sheet["A1"].color, sheet["B7"].color, sheet["C3"].value = (1, 2, 3), (4, 5, 6), "统筹"
    assert sheet.impl.colours(["A1", "A2", "B7", "B8", "B9"]) == {
        "A1": (1, 2, 3), "A2": None, "B7": (4, 5, 6), "B8": None, "B9": None}
    assert sheet.impl.colours([]) == {}
    wanted = {"B2": "one", "A5": "two", "C1": "three"}
    sheet.impl.put_notes(wanted)
    assert sheet.impl.note_texts() == wanted
    assert {note.location.address: note.text for note in sheet.notes} == {"$B$2": "one", "$A$5": "two", "$C$1": "three"}
    sheet.impl.take_notes({"A5", "C1", "D9"})
    assert sheet.impl.note_texts() == {"B2": "one"}
    assert sheet.impl.contents == (("", "", ""), ("", "", ""), ("", "", "统筹"), *[("", "", "")] * 4)
    assert book.impl.sheet_names == book.sheet_names
    assert not book.api.hasControllersLocked()


def test_notes_of_locked_cells_are_refused(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    del book
    sheet.impl.put_notes({"A1": "before"})
    sheet.impl.protect("secret")
    for change in (lambda: sheet.impl.put_notes({"B1": "new", "B2": "new"}), lambda: sheet.impl.take_notes({"A1"})):
        with pytest.raises(OfficeRefusedError, match="protected"):
            change()
    assert sheet.impl.note_texts() == {"A1": "before"}


def test_rows_are_measured_when_that_is_wanted_again(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    low = sheet["A2"].row_height
    book.impl.measuring = False
    sheet["A2"].value, sheet["A2"].font.size, sheet["A2"].color = "text", 40, (1, 2, 3)
    assert (book.impl.measuring, sheet["A2"].row_height) == (False, low)
    book.impl.measuring = True
    sheet["A2"].color = (3, 2, 1)                       # a colour makes no row higher
    assert (book.impl.measuring, sheet["A2"].row_height) == (True, low)
    sheet["A2"].rows.autofit()
    assert sheet["A2"].row_height > 2 * low
