"""Long tables: read whole columns at a time they come to what they come to row by row, and a cancel leaves nothing at any point."""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
import threading

import pytest

from data.errors import Cancelled
from data.exchange.importer import import_file
from data.exchange.tables import sift
from data.exchange.tables.bench import Bench
from data.exchange.tables.column_rows import CHUNK as COLUMN_CHUNK
from data.exchange.tables.column_rows import ColumnRows
from data.exchange.tables.data_rows import data_rows
from data.exchange.tables.header import Column, Header
from data.exchange.tables.packed_rows import CHUNK, PackedRows
from data.exchange.tables.preview import preview
from data.exchange.tables.table import Table
from data.exchange.tables.understand import understand
from data.kinds.values import id_checksum
from data.progress import Progress
from data.query import Query
from data.store import Station
from data.waiting import wait_for

HEADINGS = ["姓名", "性别", "出生日期", "身份证号", "联系电话", "现住址", "登记类型", "入住日期", "工作单位"]
ADDRESSES = ["金沙小区5栋2单元301", "金沙小区5栋-1-301", "金沙小区5栋2单元{n}02室", "银杏大厦1203", "别处9栋", "金沙小区",
             "翠竹新村A座", "无"]  # fmt: skip
ROWS = 900


def resident(dice, n):
    """Return one invented row; some are wrong, and some are said twice."""
    birth = f"{dice.randint(1940, 2015)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    number = f"990001{birth.replace('-', '')}{n % 1000:03d}"
    number += id_checksum(number)
    if n % 97 == 5:
        number = number[:-1] + ("1" if number[-1] != "1" else "2")
    name = dice.choice("王李张刘陈") + dice.choice("伟芳娜秀英") + dice.choice(["", "明", "华"])
    return [
        name if n % 131 != 7 else None, dice.choice(["男", "女", "男性"]), dice.choice([birth, birth.replace("-", "/"), None]),
        number if n % 11 else None, dice.choice([f"139{n:08d}", f" 138{n:08d}", None, "138001380001"]),
        dice.choice(ADDRESSES).format(n=dice.randint(1, 30)), dice.choice(["户籍", "流动人口", None]), "2020年5月6日",
        dice.choice(["个体", "金沙　小学", None]),
    ]  # fmt: skip


@pytest.fixture
def residents(tmp_path):
    dice = random.Random(3)
    rows = [resident(dice, n) for n in range(ROWS)]
    rows += [rows[n][:] for n in (1, 50, 300)]
    path = tmp_path / "人口.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def contents(station):
    """Return all records without their ids: people with where they live, and rooms."""
    people = station.columns(Query("person"), ["id", *station.kinds["person"].fields])
    homes = station.columns(Query("residence"), [*station.kinds["residence"].fields])
    rooms = station.columns(Query("dwelling"), ["id", "building", "unit", "room", "storey"])
    room_of = dict(zip(rooms["id"], zip(rooms["building"], rooms["unit"], rooms["room"], strict=True), strict=True))
    name_of = dict(zip(people["id"], zip(people["name"], people["id_number"], people["phone"], strict=True), strict=True))
    del people["id"]
    homes["person"] = [name_of[p] for p in homes["person"]]
    homes["dwelling"] = [room_of.get(d) for d in homes["dwelling"]]
    return [sorted(map(repr, zip(*c.values(), strict=True))) for c in (people, homes)] + [sorted(map(repr, room_of.values()))]


def told(report):
    """Return what a report says, save numbers of records, which are given out in another order."""
    said = json.dumps({**report.as_json(), "batch": None, "seconds": 0, "file": ""}, ensure_ascii=False)
    return json.loads(re.sub(r"第 \d+ 号", "第 # 号", said))


@pytest.fixture
def a_month_later(residents):
    """The same table with some telephones and addresses changed, some people gone and some come."""
    dice = random.Random(4)
    with residents.open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    for row in dice.sample(rows, 40):
        row[4] = f"137{dice.randint(0, 99_999_999):08d}"
    for row in dice.sample(rows, 40):
        row[5] = "金沙小区12栋1单元201"
    path = residents.with_name("人口2.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows[30:], *(resident(dice, n) for n in range(ROWS, ROWS + 60))])
    return path


def test_columns_come_to_what_rows_come_to(town, residents, a_month_later, tmp_path, monkeypatch):
    town.close()
    other = tmp_path / "other.station"
    shutil.copy(town.path, other)

    def brought(path):
        with Station.open(path) as station:
            reports = [told(import_file(station, file, who="t")) for file in (residents, residents, a_month_later)]
            assert station.verify().sound
            return reports, contents(station)

    monkeypatch.setattr(sift, "FEW", 10**9)
    slow = brought(town.path)
    monkeypatch.setattr(sift, "FEW", 1)
    monkeypatch.setattr(sift, "BLOCK", 64)
    fast = brought(other)
    assert fast[0] == slow[0]
    assert fast[1] == slow[1]


def test_most_rows_are_not_judged_one_by_one(town, residents):
    done = preview(understand(residents, town), town)
    assert sum(b.records for b in done.blocks) > ROWS / 2
    assert len(done.rows) == ROWS + 3


def test_a_row_looked_at_is_what_it_would_have_been(town, residents, monkeypatch):
    known = understand(residents, town)
    fast = preview(known, town)
    monkeypatch.setattr(sift, "FEW", 10**9)
    slow = preview(known, town)

    def seen(row):
        return (row.number, row.action, {n: v for n, v in row.values.items() if n != "dwelling"}, row.remark, row.kept, row.why,
                row.match and (row.match.building, row.match.room), row.residence is not None)  # fmt: skip

    assert [seen(r) for r in fast.rows] == [seen(r) for r in slow.rows]
    assert dict(fast.counts) == dict(slow.counts)


def test_rows_that_are_stored_are_not_judged_one_by_one(town, residents):
    import_file(town, residents, who="t")
    done = preview(understand(residents, town), town)
    assert sum(int(b.same.sum()) for b in done.blocks) > ROWS / 2
    at = next(int(b.same.argmax()) + b.start for b in done.blocks if b.same.any())
    assert (done.rows[at].action, done.rows[at].values) == ("unchanged", {})
    assert len(done.rows.positions("unchanged")) == done.counts["unchanged"]


def test_the_same_file_again_changes_nothing(town, residents):
    first = import_file(town, residents, who="t")
    before = contents(town)
    again = import_file(town, residents, who="t")
    assert (again.added, again.updated) == (0, 0)
    assert again.batch is None
    assert first.added > 0
    assert contents(town) == before


def test_undo_takes_all_of_it_back(town, residents):
    before = contents(town)
    town.undo(import_file(town, residents, who="t").batch, who="t")
    assert contents(town) == before
    town.redo(who="t")
    assert contents(town) != before
    assert town.verify().sound


def test_who_was_added_has_a_history_and_is_found(town, residents):
    import_file(town, residents, who="t")
    record = town.read(Query("person", limit=1))[0]
    (entry,) = town.history("person", record.id)
    assert entry.after["name"] == record["name"]
    assert record.id in {hit.record.id for hit in town.find(record["name"], limit=ROWS)}


def test_a_later_table_finds_who_was_plainly_new(town, residents, monkeypatch):
    def twice():
        known, bench = understand(residents, town), Bench(town)
        preview(known, town, bench=bench)
        return dict(preview(known, town, bench=bench).counts)

    fast = twice()
    monkeypatch.setattr(sift, "FEW", 10**9)
    assert fast == twice()
    assert fast["unchanged"] > ROWS / 2


def test_codes_whose_last_digits_are_gone_are_seen_in_columns_too(town, write, monkeypatch):
    monkeypatch.setattr(sift, "FEW", 1)
    months = [f"99000119{year:02d}{month:02d}" for year in range(50, 99) for month in range(1, 13)]
    sound = [n for n in (f"{month}{day:02d}0000" for month in months for day in range(1, 29)) if id_checksum(n[:17]) == "0"]
    rows = [["姓名", "身份证号", "联系电话"], *([f"张{n}", number, f"139{n:08d}"] for n, number in enumerate(sound[:200]))]
    report = import_file(town, write("人口.csv", rows), who="t", kind="person")
    assert (report.added, report.rejected) == (0, 200)


class StopsAt(Progress):
    """A handle that is asked to stop at its n-th report."""

    def __init__(self, turn):
        super().__init__(self._count)
        self.turns = 0
        self._turn = turn

    def _count(self, done, total, what):
        self.turns += 1
        if self.turns == self._turn:
            self.cancel()


def test_a_cancel_at_any_report_leaves_nothing(town, residents, monkeypatch):
    monkeypatch.setattr(sift, "BLOCK", 100)
    whole = StopsAt(0)
    import_file(town, residents, who="t", dry_run=True, progress=whole)
    before, journal = contents(town), town.info().journal
    turns = random.Random(5).sample(range(1, whole.turns + 8), 8)
    for turn in turns:
        with pytest.raises(Cancelled):
            import_file(town, residents, who="t", progress=StopsAt(turn))
        assert contents(town) == before
        assert town.info().journal == journal
    assert town.verify().sound


def test_a_long_statement_stops_when_cancelled(town):
    progress = Progress()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(Cancelled), town._engine.writing() as connection, town._engine._stoppable(connection, progress):
        connection.create_function("stop", 0, progress.cancel)
        connection.execute("SELECT stop()")
        connection.execute(endless)


def test_native_code_is_left_alone_when_cancelled():
    progress, goes_on, over = Progress(), threading.Event(), threading.Event()
    progress.cancel()
    with pytest.raises(Cancelled):
        wait_for(lambda: goes_on.wait() and over.set(), progress)
    assert not over.is_set()  # it is still at work
    goes_on.set()
    over.wait()


def test_faults_of_native_code_reach_who_waits():
    with pytest.raises(ZeroDivisionError):
        wait_for(lambda: 1 / 0, Progress())


def test_packed_rows_are_the_rows():
    rows = [[str(n), None, "文字"] for n in range(CHUNK + 3)]
    packed = PackedRows()
    for row in [*rows, [None, None, None], [None]]:
        packed.append(row)
    packed.drop_empty_end()
    assert packed == rows
    assert packed[5:8] == rows[5:8]
    assert packed[-1] == rows[-1]


def test_rows_packed_whole_lose_their_empty_end():
    packed = PackedRows()
    for n in range(CHUNK):
        packed.append(["x"] if n < 3 else [None])
    packed.drop_empty_end()
    assert list(packed) == [["x"]] * 3


def column_rows(rows):
    return ColumnRows([list(zip(*rows[n : n + COLUMN_CHUNK], strict=True)) for n in range(0, len(rows), COLUMN_CHUNK)])


def test_rows_kept_as_columns_are_the_rows():
    rows = [[str(n), None, n % 7] for n in range(2 * COLUMN_CHUNK + 3)]
    kept = column_rows([*rows, [None, None, None], [None, None, None]])
    kept.drop_empty_end()
    assert kept == rows
    assert (kept[5:8], kept[-1], list(kept)) == (rows[5:8], rows[-1], rows)
    for start, stop in ((0, 5), (COLUMN_CHUNK - 2, COLUMN_CHUNK + 2), (1, 2 * COLUMN_CHUNK + 3), (2 * COLUMN_CHUNK, 9999)):
        assert kept.columns(start, stop) == list(zip(*rows[start:stop], strict=True))


def test_empty_chunks_at_the_end_go_whole():
    kept = column_rows([["x"]] * 3 + [[None]] * (2 * COLUMN_CHUNK))
    kept.drop_empty_end()
    assert list(kept) == [["x"]] * 3


ODD = ["合计", " 合计：3", "小计", "本页合计", "ｔｏｔａｌ", "Total", "填表人：王", "备注：无", "姓名", "电话"]
ODD += ["合肥路", "小明", "12", 7, None, "张伟", "\u200b合计"]


def test_what_is_no_data_is_the_same_seen_by_columns(tmp_path):
    dice = random.Random(11)
    head = ["姓名", "电话", "地址", "备注"]
    for gaps in (0.0, 0.2, 0.7):
        cells = [[dice.choice(ODD) if dice.random() < 0.1 else "张伟" for _ in head] for _ in range(3 * COLUMN_CHUNK)]
        rows = [head, *([None if dice.random() < gaps else c for c in row] for row in cells), head, ["合计", 1, None, None]]
        header = Header(0, 1, tuple(Column(n, h) for n, h in enumerate(head)))
        slow = data_rows(Table(tmp_path / "a.xlsx", "", rows), header)
        assert data_rows(Table(tmp_path / "a.xlsx", "", column_rows(rows)), header) == slow
        assert len(slow[1]) > 2
