"""Empty workbooks: filled in as they ask, they come in without a question, in either language."""

from __future__ import annotations

import datetime

import openpyxl
import pytest

from data.errors import BadInput
from data.exchange.conversation.templates import columns_of, kinds_with_template, write_template
from data.exchange.importer import import_file
from data.query import Query
from tests.imports.conftest import id_number

KINDS = ("person", "shop", "camera", "case", "force", "dwelling", "organisation", "task", "building")
GIVEN = {
    "id_number": id_number(7), "phone": "13800000007", "date": datetime.date(2026, 11, 1), "time": "2026-11-01 08:00", "int": 3,
    "real": 30.0, "bool": None, "note": "文字", "text": "文字",
}  # fmt: skip


@pytest.fixture
def filled(town, tmp_path):
    """Return a function that writes a template and fills in one row."""

    def make(kind, language):
        out = tmp_path / f"{kind}-{language}.xlsx"
        write_template(town.kinds, [kind], out, language)
        book = openpyxl.load_workbook(out)
        page = book.worksheets[0]
        for at, column in enumerate(columns_of(town.kinds[kind], town.kinds), 1):
            page.cell(2, at, _value(page, at, column))
        book.save(out)
        return out

    return make


def _value(page, at, column):
    if column.sort == "link":
        return None
    if column.target.name in ("address", "building"):
        return "金沙小区5栋2单元301"
    if column.target.name in ("lon", "lat"):
        return {"lon": 104.0002, "lat": 30.6001}[column.target.name]
    letter = page.cell(1, at).column_letter
    offered = [v.formula1 for v in page.data_validations.dataValidation if f"{letter}2" in v.sqref]
    if offered and offered[0].startswith("lists!"):  # too many for a list in the cell
        return page.parent["lists"][offered[0].removeprefix("lists!").split(":")[0].replace("$", "")].value
    if offered:
        return offered[0].strip('"').split(",")[0]
    least = column.target.field.minimum if column.target.field is not None else None
    return int(least) + 1 if column.sort == "int" and least is not None else GIVEN[column.sort]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_in_template_comes_in_cleanly(town, filled, kind, language):
    report = import_file(town, filled(kind, language), who="t", dry_run=True, datum="wgs84")
    assert (report.kind, report.added, report.rejected) == (kind, 1, 0), report.rejects


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_is_recognised_as_what_it_is(town, filled, language):
    for kind in KINDS:
        report = import_file(town, filled(kind, language), who="t", dry_run=True, datum="wgs84")
        wanted = {c.target.name for c in columns_of(town.kinds[kind], town.kinds)}
        assert set(report.mapping.values()) == wanted, kind


def test_an_empty_template_brings_nothing(town, tmp_path):
    write_template(town.kinds, ["person"], tmp_path / "空.xlsx")
    with pytest.raises(BadInput):
        import_file(town, tmp_path / "空.xlsx", who="t")
    assert town.count(Query("person")) == 0


def test_required_columns_stand_first_and_are_marked(town, tmp_path):
    write_template(town.kinds, ["camera"], tmp_path / "t.xlsx")
    page = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert page["A1"].value == "编号*"
    assert page["A1"].fill.fgColor.rgb != page["B1"].fill.fgColor.rgb
    assert "必填" in page["A1"].comment.text


def test_choices_are_offered_as_lists(town, tmp_path):
    write_template(town.kinds, ["shop"], tmp_path / "t.xlsx")
    offered = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0].data_validations.dataValidation
    assert any("餐饮" in v.formula1 for v in offered)


def test_every_ledger_that_a_table_can_bring_has_a_template(town):
    ledgers = {k.name for k in town.kinds.ledgers()} - {"ground_picture", "device"}  # of a picture; with a token
    assert ledgers <= {k.name for k in kinds_with_template(town.kinds)}
    assert "ground_picture" not in {k.name for k in kinds_with_template(town.kinds)}


def test_several_kinds_stand_on_a_sheet_each(town, tmp_path):
    write_template(town.kinds, ["person", "shop"], tmp_path / "t.xlsx", "en")
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames == ["People", "Shops", "Guide"]


def test_what_the_program_keeps_itself_has_no_template(town):
    offered = {k.name for k in kinds_with_template(town.kinds)}
    assert {"person", "shop", "case", "residence"} <= offered
    assert not offered & {"fixes", "device", "plan_room"}


def test_the_guide_of_a_template_and_empty_coordinates_are_not_told_of(town, tmp_path):
    """It said "coordinates taken as WGS-84:" without a word behind it, and that the guide was not imported."""
    out = tmp_path / "t.xlsx"
    write_template(town.kinds, ["person", "shop"], out, "en")
    book = openpyxl.load_workbook(out)
    for page in ("People", "Shops"):
        book[page].cell(2, 1, "甲乙丙")
    book.save(out)
    report = import_file(town, out, who="t")
    assert (report.added, [n for n in report.notes if "Guide" in n or n.endswith("：")]) == (2, [])
