"""What becomes of each real workbook: read with so many rows on its sheets, or refused in so many words (outcomes.tsv)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from data.errors import BadInput
from data.exchange.tables.read import read_tables

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
LINES = [line.split("\t") for line in Path(__file__).with_name("outcomes.tsv").read_text(encoding="utf-8").splitlines()]
OUTCOMES = {name: (outcome, said) for name, outcome, said in LINES}
FOLDERS = ("spreadsheets", "vectors/encodings")
# One table in several formats: the first is the measure.
NUMBERS = ("RkNumber.xls.0.csv", "RkNumber.xls", "RkNumber.xlsx", "RkNumber.xlsb", "RkNumber.xls.xml", "RkNumber.xlsb.xml")
MERGED = ("merge_cells.xlsx", "merge_cells.ods", "merge_cells.xls", "merge_cells.xlsb", "merge_cells.xls.xml")
FILTERED = ("AutoFilter.xls", "AutoFilter.xlsx", "AutoFilter.xlsb", "AutoFilter.ods", "AutoFilter.xml")
SIMPLE = ("LONumbers-2010.xls", "LONumbers-2011.xls", "LONumbers-2010.xlsx", "LONumbers-2011.xlsx", "LONumbers.xls.xml")


@pytest.fixture
def sheetjs(shared_data):
    return shared_data / "spreadsheets" / "sheetjs"


def told(table):
    """Return what the list of outcomes says of a sheet."""
    words = [f"{table.sheet or '-'}={len(table.rows)}"]
    words += [f"({len(table.hidden_rows)} hidden)"] if table.hidden_rows else []
    words += ["hidden"] if table.hidden else []
    return " ".join(words + ([table.encoding] if table.encoding else []))


@pytest.mark.parametrize("name", OUTCOMES)
def test_outcome(shared_data, name):
    outcome, said = OUTCOMES[name]
    try:
        tables = read_tables(shared_data / name)
    except BadInput as error:
        assert (outcome, error.message.startswith(said)) == ("refused", True), error.message
    else:
        assert (outcome, "; ".join(map(told, tables))) == ("read", said)


def test_every_file_is_listed(shared_data):
    files = [p for folder in FOLDERS for p in (shared_data / folder).rglob("*") if p.is_file()]
    assert {p.relative_to(shared_data).as_posix() for p in files} == OUTCOMES.keys()


def plain(rows):
    """Return cells as text, as a .csv has them."""
    return [["" if c is None else f"{c:%Y-%m-%d}" if isinstance(c, date | datetime) else str(c) for c in row] for row in rows]


@pytest.mark.parametrize("name", NUMBERS[1:])
def test_numbers_are_the_same_in_every_format(sheetjs, name):
    assert plain(read_tables(sheetjs / name)[0].rows) == plain(read_tables(sheetjs / NUMBERS[0])[0].rows)


@pytest.mark.parametrize("name", MERGED[1:])
def test_merged_cells_are_the_same_in_every_format(sheetjs, name):
    one, other = read_tables(sheetjs / MERGED[0])[0], read_tables(sheetjs / name)[0]
    assert set(one.merges) == set(other.merges)
    assert [[c for c in r if c] for r in one.rows] == [[c for c in r if c] for r in other.rows]


@pytest.mark.parametrize("name", FILTERED)
def test_filtered_rows_are_the_same_in_every_format(sheetjs, name):
    for number, sheet in enumerate(read_tables(sheetjs / name)):
        measure = read_tables(sheetjs / f"AutoFilter.xls.{number}.csv")[0]
        assert plain(sheet.rows) == plain(measure.rows)
    first = read_tables(sheetjs / FILTERED[0])
    assert [t.hidden_rows for t in read_tables(sheetjs / name)] == [t.hidden_rows for t in first]


@pytest.mark.parametrize("name", SIMPLE)
def test_simple_numbers_are_the_same_in_every_format(sheetjs, name):
    one, other = read_tables(sheetjs / "LONumbers-2010.xls")[0], read_tables(sheetjs / name)[0]
    kept = [i for i, r in enumerate(one.rows) if all(isinstance(c, str | int | float | None) for c in (*r, *other.rows[i]))]
    assert len(kept) > 10
    assert [plain([one.rows[i]]) for i in kept] == [plain([other.rows[i]]) for i in kept]
