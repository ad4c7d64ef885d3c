"""Tables as files, for tests of reading them and of talking about them."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest


@pytest.fixture
def write(tmp_path):
    """Return a function that writes rows to a file: .xlsx as they are, .csv in an encoding."""

    def to(name, rows, *, sheet="Sheet1", encoding="utf-8", merges=()):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows([["" if c is None else c for c in row] for row in rows])
            path.write_bytes(text.getvalue().encode(encoding))
            return path
        book = openpyxl.Workbook()
        page = book.active
        page.title = sheet
        for row in rows:
            page.append(list(row))
        for span in merges:
            page.merge_cells(span)
        book.save(path)
        return path

    return to
