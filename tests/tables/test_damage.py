"""Workbooks with flipped bits, wrong numbers and missing ends are read or refused; no process dies of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.tables.hostile_files import FILLED, biff, number, ods

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "spreadsheets"
REAL = {
    "xlsx": ("sheetjs/merge_cells.xlsx", "sheetjs/RkNumber.xlsx", "sheetjs/LONumbers.xlsx", "sheetjs/AutoFilter.xlsx"),
    "xlsb": ("sheetjs/merge_cells.xlsb", "sheetjs/RkNumber.xlsb", "sheetjs/AutoFilter.xlsb"),
    "xls": ("sheetjs/merge_cells.xls", "xlrd/ragged.xls", "sheetjs_biff5/write.xls", "xlrd/biff4_no_format_no_window2.xls"),
    "ods": ("sheetjs/merge_cells.ods", "sheetjs/AutoFilter.ods"),
    "xml": ("sheetjs/RkNumber.xls.xml", "sheetjs/merge_cells.xlsx.xml"),
}


def _own(folder):
    book = openpyxl.Workbook()
    for i in range(30):
        book.active.append([f"张{i}", i, "金沙小区5栋", 1.5 * i])
    book.save(folder / "own.xlsx")
    ods(folder / "own.ods", f"<table:table-row>{FILLED * 4}</table:table-row>" * 20)
    (folder / "own.xls").write_bytes(biff(*(number(r, c, r * c) for r in range(20) for c in range(4))))
    return [folder / "own.xlsx", folder / "own.ods", folder / "own.xls"]


def _tried(seed, count, files):
    command = [sys.executable, "-m", "tests.tables.damage", str(seed), str(count), *map(str, files)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", REAL)
def test_real_workbooks_damaged(kind):
    if not SHARED.is_dir():
        pytest.skip("real test data (../shared/data) is not here")
    done = _tried(20261121, 60, [SHARED / name for name in REAL[kind]])
    assert done.stdout.endswith("done\n"), f"{done.stdout[-60:]} {done.stderr[-2000:]}"


def test_own_workbooks_damaged(tmp_path):
    done = _tried(7, 90, _own(tmp_path))
    assert done.stdout.endswith("done\n"), f"{done.stdout[-60:]} {done.stderr[-2000:]}"
