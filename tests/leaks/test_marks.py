"""Every file that leaves says who took it and when, in sight and out of sight, and the journal keeps the number."""

from __future__ import annotations

import csv
import io
import json
from types import SimpleNamespace

import pytest

from data.exchange.export import Wish, write_out
from data.exchange.importer import import_file
from data.exchange.out.city import write_city
from data.exchange.out.gltf import write_gltf
from data.exchange.out.mark import mark_of, read_mark
from data.keeping.erase import Proof
from data.query import Query
from data.store.audit import Filter
from data.store.station import Station
from tests.leaks.texts import texts_of

FORMS = ("csv", "geojson", "xlsx", "gpkg", "kml", "json")
COMES_IN = tuple(form for form in FORMS if form != "json")  # the import takes no lists as JSON


@pytest.fixture
def taken(station, tmp_path):
    """Return a function that exports the cameras, with the file and the number that the journal keeps."""

    def make(form, **more):
        out = tmp_path / f"探头.{form}"
        write_out(station, Wish((Query("camera"),), form, out, who="张警官", **more))
        (record,) = station.read(Query("camera", limit=1, order=("id",)))
        said = [e.after for e in station.looks("camera", record.id) if e.action == "export"]
        return out, said[-1]["mark"]

    return make


@pytest.mark.parametrize("form", FORMS)
def test_a_file_says_in_sight_who_took_it(taken, station, form):
    out, number = taken(form)
    told = texts_of(out)
    assert "张警官" in told
    assert station.name in told
    assert number in told


@pytest.mark.parametrize("form", FORMS)
def test_the_number_is_kept_out_of_sight_too(taken, form):
    out, number = taken(form)
    assert read_mark(out) == number


def test_the_number_stays_when_the_column_in_sight_is_cut_off(taken, tmp_path):
    out, number = taken("csv", encoding="gb18030")
    kept = "".join(line.rpartition(",")[0] + "\r\n" for line in out.read_bytes().decode("gb18030").split("\r\n") if line)
    cut = tmp_path / "cut.csv"
    cut.write_text(kept, encoding="gb18030", newline="")
    assert "张警官" not in kept
    assert read_mark(cut)[:3] == number[:3]  # the heading of the column that went had a bit of its own


def test_a_table_program_reads_the_same_as_without(taken):
    out, _ = taken("csv")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert rows[0]["导出标记"].startswith("金沙")
    assert all(not row["导出标记"] for row in rows[1:])


def test_each_export_has_a_number_of_its_own(taken):
    assert taken("csv")[1] != taken("csv")[1]


@pytest.mark.parametrize("form", COMES_IN)
def test_what_is_marked_comes_in_without_a_word(taken, tmp_path, form):
    out, _ = taken(form, reason="测试")
    with Station.create(tmp_path / "empty.station", "空", origin=(104.0, 30.6)) as empty:
        report = import_file(empty, out, who="t", kind="camera", dry_run=True)
    assert (report.rejected, report.added) == (0, 87)
    assert not any("导出标记" in note for note in report.notes)


def test_a_list_as_json_stays_a_list_of_records(taken):
    out, _ = taken("json")
    records = json.loads(out.read_text("utf-8"))
    assert {record["kind"] for record in records} == {"camera"}
    assert [n for n, record in enumerate(records) if "exported" in record] == [0]


@pytest.mark.parametrize("form, write", [("city.json", write_city), ("glb", write_gltf)])
def test_a_town_carries_its_mark(station, tmp_path, form, write):
    mark, out = mark_of(station, "张警官"), tmp_path / f"town.{form}"
    write(station, out, mark)
    assert read_mark(out) == mark.number
    assert mark.line in texts_of(out) or json.dumps(mark.line)[1:-1] in texts_of(out)


def test_a_town_that_leaves_is_in_the_journal(station, tmp_path):
    from app.actions.station import _write_town

    console = SimpleNamespace(live=station, station=station, who="张警官")
    _write_town(console, tmp_path / "town.glb")
    (newest, *_) = station.journal_page(Filter(acts=("export",))).lines
    assert newest.said["mark"] == read_mark(tmp_path / "town.glb")


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_what_is_held_about_somebody_carries_its_mark(station, qapp, tmp_path, form):
    from app.actions.keeping import write_subject

    (someone,) = station.read(Query("person", limit=1))
    write_subject(at_desk(station), someone, tmp_path / f"her.{form}")
    said = [e.after for e in station.looks("person", someone.id) if e.action == "subject"]
    assert said[-1]["mark"] == read_mark(tmp_path / f"her.{form}")
    assert form == "pdf" or "张警官" in texts_of(tmp_path / "her.xlsx")


def test_a_proof_of_erasing_carries_its_mark(station, qapp, tmp_path):
    from app.actions.keeping import save_proof

    proof = Proof(9, 8, "2026-11-21T13:47:00Z", "张警官", "李警官", "保存期限届满", {"person": 1}, 3, 0, 0, "ab" * 32, clean=True)
    save_proof(at_desk(station), proof, tmp_path / "proof.pdf")
    (newest, *_) = station.journal_page(Filter(acts=("export",))).lines
    assert newest.said["mark"] == read_mark(tmp_path / "proof.pdf")


def at_desk(station):
    """As much of a console as a page needs that is taken along."""
    return SimpleNamespace(live=station, station=station, who="张警官", workspace=SimpleNamespace(tell=lambda *_: None),
                           job=lambda _title, work, done: done(work(None)))  # fmt: skip


def test_what_is_only_printed_has_no_mark(station):
    assert "导出标记" not in str(write_out(station, Wish((Query("camera", limit=2),), "csv")))


@pytest.mark.parametrize("form", ["png", "jpg"])
def test_a_picture_carries_its_mark(station, qapp, tmp_path, form):
    from PySide6.QtGui import QImage

    from app.marked import mark_picture

    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(0)
    plain = image.copy()
    mark = mark_of(station, "张警官")
    mark_picture(image, mark)
    image.save(str(tmp_path / f"a.{form}"))
    assert read_mark(tmp_path / f"a.{form}") == mark.number
    assert image.copy(320, 360, 320, 40) != plain.copy(320, 360, 320, 40)


def test_a_page_carries_its_mark(station, qapp, tmp_path):
    from app.debriefs import write_debrief
    from data.duty.incidents.debrief import debrief_of

    mark = mark_of(station, "张警官")
    out = tmp_path / "a.pdf"
    write_debrief(out, debrief_of(station, station.read(Query("case", limit=1))[0].id), [], mark.line, mark)
    assert read_mark(out) == mark.number
