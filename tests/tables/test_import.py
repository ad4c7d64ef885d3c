"""Tables in: one change set, exact counts, nothing twice, nothing erased, taken back whole."""

from __future__ import annotations

import pytest

from data.errors import BadInput, Cancelled
from data.exchange.importer import apply_import, import_file, preview, understand
from data.progress import Progress
from data.query import Query, equals
from data.town.datum import convert

SHOPS = [
    ["店名", "信用代码", "行业", "电话", "经营地址"],
    ["老王饭店", "A1", "餐饮", "13800000001", "金沙路18号"],
    ["小李超市", "A2", "超市", "13800000002", "金沙小区1栋"],
    ["无证摊", None, "其他", None, "城外"],
]


def counts(report):
    return report.added, report.updated, report.unchanged, report.rejected


def test_rows_come_in_as_one_change_set(town, write):
    report = import_file(town, write("shops.xlsx", SHOPS), who="t")
    assert counts(report) == (3, 0, 0, 0)
    assert [b.id for b in town.batches(limit=1)] == [report.batch]
    assert town.count(Query("shop")) == 3


def test_the_report_is_the_documented_json(town, write):
    told = import_file(town, write("shops.csv", SHOPS), who="t").as_json()
    assert set(told) == {
        "file",
        "kind",
        "batch",
        "rows",
        "added",
        "updated",
        "unchanged",
        "rejected",
        "matched",
        "unmatched",
        "sheet",
        "header_row",
        "encoding",
        "datum",
        "mapping",
        "rejects",
        "seconds",
    }
    assert (told["kind"], told["rows"], told["matched"], told["unmatched"], told["encoding"]) == ("shop", 3, 2, 1, "utf-8")


def test_addresses_find_their_building(town, write):
    import_file(town, write("shops.xlsx", SHOPS), who="t")
    building = town.first(equals("building", name="金沙小区5栋"))
    assert town.first(equals("shop", licence="A1"))["building"] == building.id
    assert town.first(equals("shop", name="无证摊"))["building"] is None


def test_columns_of_an_address_make_one(town, write):
    rows = [["店名", "行业", "小区", "楼栋", "单元", "房号"]]
    rows += [["老王饭店", "餐饮", "金沙小区", "5栋", 2, 101], ["城外店", "餐饮", "别处", 3, None, None]]
    path = write("商铺.xlsx", rows)
    assert counts(import_file(town, path, who="t")) == (2, 0, 0, 0)
    assert town.first(equals("shop", name="老王饭店"))["address"] == "金沙小区5栋2单元101室"
    assert town.first(equals("shop", name="城外店"))["address"] == "别处3栋"
    assert counts(import_file(town, path, who="t")) == (0, 0, 2, 0)


def test_import_again_adds_nothing(town, write):
    path = write("shops.xlsx", SHOPS)
    import_file(town, path, who="t")
    again = import_file(town, path, who="t")
    assert counts(again) == (0, 0, 3, 0)
    assert again.batch is None


def test_a_changed_row_updates_its_record_only(town, write):
    import_file(town, write("shops.xlsx", SHOPS), who="t")
    rows = [r[:] for r in SHOPS]
    rows[1][3] = "13800000009"
    report = import_file(town, write("shops2.xlsx", rows), who="t", kind="shop")
    assert counts(report) == (0, 1, 2, 0)
    assert town.first(equals("shop", licence="A1"))["phone"] == "13800000009"


def test_an_empty_cell_erases_nothing(town, write):
    import_file(town, write("shops.xlsx", SHOPS), who="t")
    rows = [SHOPS[0], ["老王饭店", "A1", None, None, None]]
    assert counts(import_file(town, write("b.xlsx", rows), who="t", kind="shop")) == (0, 0, 1, 0)
    assert town.first(equals("shop", licence="A1"))["phone"] == "13800000001"


def test_equal_rows_without_a_key_are_records_of_their_own(town, write):
    row = ["盗窃", "2026-11-01 08:00", "城外"]
    path = write("cases.xlsx", [["类型", "报警时间", "地点"], row, row, row, ["抢劫", "2026-11-01 08:00", "城外"]])
    assert counts(import_file(town, path, who="t")) == (4, 0, 0, 0)
    assert counts(import_file(town, path, who="t")) == (0, 0, 4, 0)


def test_a_key_twice_with_other_values_rejects_the_later_row(town, write):
    rows = [SHOPS[0], SHOPS[1], ["老王饭店", "A1", "餐饮", "13800000007", "金沙路18号"], SHOPS[1]]
    report = import_file(town, write("shops.xlsx", rows), who="t")
    assert counts(report) == (1, 0, 1, 1)
    assert (report.rejects[0].row, report.rejects[0].column) == (3, "电话")
    assert "第 2 行" in report.rejects[0].why


def test_a_better_key_tells_two_records_apart(town, write):
    rows = [SHOPS[0], ["连锁店", "A1", "餐饮", None, "金沙路18号"], ["连锁店", "A2", "餐饮", None, "金沙路18号"]]
    assert counts(import_file(town, write("shops.xlsx", rows), who="t")) == (2, 0, 0, 0)


def test_a_record_without_the_better_key_gets_it(town, write):
    import_file(town, write("a.xlsx", [["店名", "经营地址", "行业"], ["老王饭店", "金沙路18号", "餐饮"]]), who="t", kind="shop")
    report = import_file(town, write("b.xlsx", SHOPS[:2]), who="t", kind="shop")
    assert counts(report) == (0, 1, 0, 0)
    assert town.first(equals("shop", name="老王饭店"))["licence"] == "A1"


def test_a_bad_value_rejects_its_row_only(town, write):
    rows = [
        SHOPS[0],
        ["甲", "A1", "炼钢", None, None],
        ["乙", "A2", "餐饮", "没有数字", None],
        ["丙", "A3", "餐饮", None, None],
        [None, "A4", "餐饮", None, None],
    ]
    report = import_file(town, write("shops.xlsx", rows), who="t", kind="shop")
    assert counts(report) == (1, 0, 0, 3)
    assert [(r.row, r.column) for r in report.rejects] == [(2, "行业"), (3, "电话"), (5, "店名")]


def test_counts_add_up(town, write):
    rows = [SHOPS[0], *SHOPS[1:], SHOPS[1], ["甲", "A9", "炼钢", None, None]]
    report = import_file(town, write("shops.xlsx", rows), who="t")
    assert report.rows == report.added + report.updated + report.unchanged + report.rejected


def test_undo_takes_it_back_whole(town, write):
    before = town.info().kinds
    report = import_file(
        town, write("人口.xlsx", [["姓名", "身份证号", "现住址"], ["张伟", None, "金沙小区5栋2单元901"]]), who="t", kind="person"
    )
    assert town.count(Query("dwelling")) == 7
    town.undo(report.batch, who="t")
    assert town.info().kinds == before


def test_a_dry_run_writes_nothing(town, write):
    journal = town.info().journal
    report = import_file(town, write("shops.xlsx", SHOPS), who="t", dry_run=True)
    assert counts(report) == (3, 0, 0, 0)
    assert (report.batch, town.info().journal) == (None, journal)


class StopsAt(Progress):
    """A handle that asks to stop at the n-th report."""

    def __init__(self, turn):
        super().__init__()
        self.left = turn

    def report(self, done, total=0, what=""):
        self.left -= 1
        if self.left <= 0:
            self.cancel()
        super().report(done, total, what)


@pytest.mark.parametrize("turn", [1, 2, 3, 4])
def test_stopping_leaves_the_station_as_it_was(town, write, turn):
    before = town.info()
    with pytest.raises(Cancelled):
        import_file(town, write("shops.xlsx", SHOPS), who="t", progress=StopsAt(turn))
    assert town.info() == before
    assert town.verify().sound


def test_a_preview_is_what_is_written(town, write):
    done = preview(understand(write("shops.xlsx", SHOPS), town), town)
    assert [r.action for r in done.rows] == ["add", "add", "add"]
    assert done.cells(done.rows[0])["店名"] == "老王饭店"
    assert apply_import(done, town, "t").added == 3


POINTS = [
    ["编号", "名称", "经度", "纬度"],
    ["K1", "东门", 104.06, 30.67],
    ["K2", "西门", None, None],
    ["K3", "南门", 204.06, 30.67],
    ["K4", "北门", "104°3'36\"E", "30.67N"],
    ["K5", "中门", 104.06, None],
]


def test_points_and_their_faults(town, write):
    report = import_file(town, write("探头.xlsx", POINTS), who="t", kind="camera", datum="wgs84")
    assert counts(report) == (3, 0, 0, 2)
    assert [(r.row, r.column) for r in report.rejects] == [(4, "经度"), (6, "")]
    columns = town.columns(Query("camera", order=("code",)), ["code", "lon", "lat"])
    assert columns["lon"] == [pytest.approx(104.06), None, pytest.approx(104.06)]


def test_a_datum_is_taken_off(town, write):
    import_file(town, write("探头.xlsx", POINTS[:2]), who="t", kind="camera", datum="gcj02")
    place = town.columns(Query("camera"), ["lon", "lat"])
    assert place["lon"][0] == pytest.approx(104.0575, abs=5e-4)
    assert place["lon"][0] != pytest.approx(104.06, abs=1e-4)


def test_the_datum_is_told(town, write):
    path = write("探头.xlsx", POINTS[:2])
    assert not import_file(town, path, who="t", kind="camera", dry_run=True).datum.sure
    assert import_file(town, path, who="t", kind="camera", dry_run=True, datum="wgs84").datum.sure


@pytest.mark.parametrize("datum", ["WGS84", "GCJ02", "BD09"])
def test_the_datum_is_found_by_the_buildings_named(town, write, datum):
    names = [f"金沙小区{n}栋" for n in (1, 2, 5, 12)] + ["银杏大厦", "翠竹新村A座"]
    rows = [["店名", "行业", "地址", "经度", "纬度"]]
    for name in names:
        place = town.columns(equals("building", name=name), ["lon", "lat"])
        lon, lat = convert(place["lon"], place["lat"], "WGS84", datum)
        rows.append([name, "其他", name, float(lon[0]), float(lat[0])])
    told = import_file(town, write("商铺.xlsx", rows), who="t", dry_run=True).datum
    assert (told.chosen, told.sure) == (datum, True)
    assert told.evidence["named"] == 6


def test_pairs_of_coordinates(town, write):
    import_file(
        town, write("t.xlsx", [["探头编号", "坐标"], ["K1", "104.06,30.67"], ["K2", "30.67，104.06"]]), who="t", kind="camera",
        datum="wgs84",
    )  # fmt: skip
    assert town.columns(Query("camera"), ["lon"])["lon"] == [pytest.approx(104.06)] * 2


def test_names_of_other_records_become_links(town, write):
    with town.editing(who="t", why="x") as draft:
        officer = draft.add("force", {"name": "赵六", "number": "0101", "tier": "core"})
    rows = [
        ["警情编号", "类型", "报警时间", "处警人"],
        ["J1", "盗窃", "2026-11-01 08:00", "赵六"],
        ["J2", "盗窃", "2026-11-01 09:00", "无此人"],
    ]
    report = import_file(town, write("c.xlsx", rows), who="t", kind="case")
    assert counts(report) == (1, 0, 0, 1)
    assert town.first(equals("case", number="J1"))["handler"] == officer
    assert "无此人" in report.rejects[0].why


def test_times_are_read_in_the_zone_of_the_station(town, write):
    import_file(town, write("c.xlsx", [["警情编号", "类型", "报警时间"], ["J1", "盗窃", "2026-11-01 08:00"]]), who="t", kind="case")
    assert town.first(equals("case", number="J1"))["reported_at"] == "2026-11-01T00:00:00Z"


def test_dwellings_stand_in_their_building(town, write):
    rows = [
        ["小区", "楼栋", "单元", "房号", "性质"],
        ["金沙小区", "5栋", 2, 301, "出租"],
        ["金沙小区", "5", "2单元", "401室", "自住"],
        ["别处", "5", 1, 101, "自住"],
    ]
    report = import_file(town, write("房屋.xlsx", rows), who="t", kind="dwelling")
    assert counts(report) == (1, 1, 0, 1)
    added = town.first(equals("dwelling", room="401"))
    assert (added["unit"], added["storey"]) == ("2", 4)
    assert counts(import_file(town, write("房屋.xlsx", rows), who="t", kind="dwelling")) == (0, 0, 2, 1)


def test_a_table_that_can_make_no_record(town, write):
    with pytest.raises(BadInput, match="类型"):
        import_file(town, write("t.xlsx", [["警情编号x", "地点"], ["1", "2"]]), who="t", kind="case")


def test_a_kind_of_their_own(town, write, tmp_path):
    (tmp_path / "manhole.toml").write_text(
        'name = "manhole"\nlabel = { zh = "井盖", en = "Manhole" }\ntitle = "{name}"\n'
        'keys = [["name"]]\nplace = { belongs = true }\n[fields]\n'
        'name = { type = "text", label = { zh = "井盖名称", en = "Name" }, required = true }\n'
        'level = { type = "int", label = { zh = "级别", en = "Level" } }\n',
        encoding="utf-8",
    )
    assert import_file(town, tmp_path / "manhole.toml", who="t").added == 1
    report = import_file(town, write("井盖.xlsx", [["井盖名称", "级别", "地址"], ["电线老化", 2, "金沙小区5栋"]]), who="t")
    assert (report.kind, report.added, report.matched) == ("manhole", 1, 1)


def test_packed_text(town, tmp_path, write):
    import gzip

    packed = tmp_path / "shops.csv.gz"
    packed.write_bytes(gzip.compress(write("shops.csv", SHOPS).read_bytes()))
    assert import_file(town, packed, who="t").added == 3
    packed.write_bytes(packed.read_bytes()[:-9])
    with pytest.raises(BadInput, match="解压"):
        import_file(town, packed, who="t")


@pytest.mark.parametrize("name", ["a.exe", "a.pdf", "none.xlsx"])
def test_what_cannot_come_in(town, tmp_path, name):
    if name != "none.xlsx":
        (tmp_path / name).write_bytes(b"MZ")
    with pytest.raises(BadInput):
        import_file(town, tmp_path / name, who="t")


def test_houston_in_part(town, shared_data, tmp_path):
    import gzip
    from itertools import islice

    with gzip.open(shared_data / "incidents" / "houston_2010.csv.gz", "rt") as packed:
        (tmp_path / "houston_2010.csv").write_text("".join(islice(packed, 3001)), encoding="utf-8")
    report = import_file(town, tmp_path / "houston_2010.csv", who="t")
    assert (report.kind, *counts(report)) == ("case", 3000, 0, 0, 0)
    assert counts(import_file(town, tmp_path / "houston_2010.csv", who="t")) == (0, 0, 3000, 0)
