"""Messy tables come to the same records and the same report, whether whole columns are read at a time or row after row."""

from __future__ import annotations

import json
import random
import re
import shutil

import pytest

from data.exchange.importer import import_file, preview, understand
from data.exchange.tables import sift
from data.kinds.identity import id_checksum
from data.query import Query
from data.store import Station
from data.store.prepare import check_column

HEADINGS = ["姓名", "性别", "出生日期", "身份证号", "电话", "现住址", "人口类型", "与户主关系", "备注", "入住日期"]
CELLS = {
    "姓名": ["张伟", "李娜", "王强", "赵敏", "Li Ming", " 张伟 ", "张　伟", "锟斤拷", None],
    "性别": ["男", "女", "男", None, "?"],
    "出生日期": [None, None, "1980-01-01", "1981.1.1", "19810101", 19810101, "1981-13-01"],
    "电话": [None, None, "13800000001", "13800000002", 13800000003, "138-0000-0004", "123", "无"],
    "现住址": [None, "金沙小区5栋2单元301", "金沙小区5栋", "金沙小区12栋1单元902", "金沙小区5栋2单元1801", "外省某地",
            "银杏大厦1508", "金沙小区1栋2单元9901", "无", "金沙小区5栋1单元301;后门"],
    "人口类型": [None, "户籍", "流动"],
    "与户主关系": [None, "户主", "子女"],
    "备注": [None, None, "a", "=1+1", "b ", 123, 1.5, True],
    "入住日期": [None, None, "2024-05-06"],
}  # fmt: skip


def id_number(dice):
    """Return an invented identity number, or something else that stands in its column."""
    n = dice.randrange(1, 30)
    first = f"990000198{n % 10}0101{n:03d}"
    number = first + id_checksum(first)
    return dice.choice([None, number, number, number, number.lower(), float(f"{first[:15]}000"), "无"])


def some_rows(dice, count):
    return [[id_number(dice) if h == "身份证号" else dice.choice(CELLS[h]) for h in HEADINGS] for _ in range(count)]


def contents(station):
    """Return people with where they live, and rooms, without the numbers of records."""
    rooms = {r.id: (r["building"], r["unit"], r["room"], r["storey"]) for r in station.read(Query("dwelling"))}
    homes = {}
    for r in station.read(Query("residence")):
        said = {n: v for n, v in r.values.items() if n not in ("person", "dwelling")}
        homes.setdefault(r["person"], []).append(repr((said, rooms.get(r["dwelling"]))))
    people = sorted(repr((p.values, sorted(homes.get(p.id, [])))) for p in station.read(Query("person")))
    return people, sorted(map(repr, rooms.values()))


def told(report):
    said = {**report.as_json(), "batch": None, "seconds": 0, "file": "", "notes": report.notes}
    return json.loads(re.sub(r"第 \d+ 号", "第 # 号", json.dumps(said, ensure_ascii=False)))


def brought(path, files, monkeypatch, few, block):
    monkeypatch.setattr(sift, "FEW", few)
    monkeypatch.setattr(sift, "BLOCK", block)
    with Station.open(path) as station:
        reports = [import_file(station, file, kind="person", who="t") for file in files]
        assert all(r.rows == r.added + r.updated + r.unchanged + r.rejected for r in reports)
        return [told(r) for r in reports], contents(station)


@pytest.mark.parametrize("seed", [1, 10, 35, 51, 115, 134, 142])
def test_both_ways_come_to_the_same(town, write, tmp_path, monkeypatch, seed):
    dice = random.Random(seed)
    left = [i for i, h in enumerate(HEADINGS) if h == "姓名" or dice.random() < 0.8]
    before, rows = some_rows(dice, 12), some_rows(dice, 40)
    rows[20:24] = dice.sample(before, 4)
    tables = [[[r[i] for i in left] for r in [HEADINGS, *t]] for t in (before, rows)]
    files = [write(f"人口{n}.xlsx", table) for n, table in enumerate(tables)]
    town.close()
    other = tmp_path / "other.station"
    shutil.copy(town.path, other)
    slow = brought(town.path, [*files, files[1]], monkeypatch, 10**9, 2500)
    assert brought(other, [*files, files[1]], monkeypatch, 1, 9) == slow


@pytest.mark.parametrize("seed", [3, 20, 77])
def test_what_is_not_checked_again_is_as_the_store_keeps_it(town, write, monkeypatch, seed):
    monkeypatch.setattr(sift, "FEW", 1)
    dice = random.Random(seed)
    numbers = [f"99000019800101{n:03d}" for n in range(300)]
    rows = [[dice.choice(CELLS[h]) if h != "身份证号" else n + id_checksum(n) for h in HEADINGS] for n in numbers]
    blocks = preview(understand(write("人口.xlsx", [HEADINGS, *rows]), town, kind="person"), town).blocks
    sides = [side for b in blocks for side in (("person", b.values(), b.read), ("residence", b.homes(), b.homes_read))]
    seen = [(town.kinds[kind], n, c) for kind, columns, read in sides for n, c in columns.items() if n in read]
    assert {n for _, n, _ in seen} >= {"name", "gender", "birth", "id_number", "phone", "registration", "role", "since"}
    assert all(check_column(kind.fields[n], column) == column and any(v is not None for v in column) for kind, n, column in seen)


@pytest.mark.parametrize("few", [1, 10**9])
def test_no_room_is_made_for_a_row_that_is_refused(town, write, monkeypatch, few):
    monkeypatch.setattr(sift, "FEW", few)
    rows = [["姓名", "性别", "现住址"], ["张伟", "?", "金沙小区5栋2单元1801"], ["李娜", "女", "金沙小区5栋2单元1802"],
            [None, "女", "金沙小区5栋2单元1803"]]  # fmt: skip
    report = import_file(town, write("人口.xlsx", rows), kind="person", who="t")
    made = {r["room"] for r in town.read(Query("dwelling"))} & {"1801", "1802", "1803"}
    assert (report.rejected, made) == (2, {"1802"})
    assert any("1 间" in note for note in report.notes)


@pytest.mark.parametrize("upper", ["子女", "户主"])
def test_of_two_rows_that_disagree_the_upper_one_counts(town, write, monkeypatch, upper):
    monkeypatch.setattr(sift, "FEW", 1)
    first = "99000019800101001"
    number = first + id_checksum(first)
    head = ["姓名", "身份证号", "与户主关系"]
    import_file(town, write("一.xlsx", [head, ["张伟", number, "户主"]]), kind="person", who="t")
    lower = {"子女": "户主", "户主": "子女"}[upper]
    report = import_file(town, write("二.xlsx", [head, ["张伟", number, upper], ["张伟", number, lower]]), kind="person", who="t")
    assert [r.row for r in report.rejects] == [3]
    assert town.first(Query("residence"))["role"] == {"子女": "child", "户主": "head"}[upper]
