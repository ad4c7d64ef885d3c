"""A file that comes again does what it did before: nothing more."""

from __future__ import annotations

from data.exchange.importer import import_file
from data.query import Query
from tests.imports.conftest import id_number

HEAD = ["姓名", "身份证号", "电话"]


def test_a_row_without_a_name_stays_refused_where_a_lower_one_tells_all(town, write):
    path = write("人口.csv", [HEAD, [None, id_number(1), "13800000009"], ["张伟", id_number(1), "13800000001"]])
    first, second = (import_file(town, path, kind="person", who="t") for _ in range(2))
    assert (first.added, first.rejected) == (1, 1)
    assert (second.added, second.updated, second.unchanged, second.rejected) == (0, 0, 1, 1)
    assert [r["phone"] for r in town.read(Query("person"))] == ["13800000001"]
    assert [r.row for r in second.rejects] == [r.row for r in first.rejects]


def test_a_row_without_a_name_changes_a_record_that_only_it_tells_of(town, write):
    import_file(town, write("一.csv", [HEAD, ["张伟", id_number(1), "13800000001"]]), kind="person", who="t")
    rows = [HEAD, [None, id_number(1), "13800000009"], ["李娜", id_number(2), "13800000002"]]
    report = import_file(town, write("二.csv", rows), kind="person", who="t")
    assert (report.added, report.updated, report.rejected) == (1, 1, 0)
