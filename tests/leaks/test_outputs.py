"""Whatever leaves the station without a reveal: files, the command line, search, errors and the log. None says what is covered."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.debriefs import html_of
from data.audit.report import report_of
from data.clock import format_utc, parse_utc
from data.duty.incidents.debrief import debrief_of, debrief_of_period
from data.duty.replay.debrief import deepened
from data.errors import WatchroomError
from data.exchange.export import Wish, write_out
from data.exchange.importer import import_file
from data.exchange.out.city import write_city
from data.exchange.out.gltf import write_gltf
from data.kinds import builtin_kinds
from data.kinds.masking import may_show
from data.query import Query, Where
from data.records import Edit
from data.store.audit import Filter
from tests.leaks.texts import texts_of
from widgets.search_rows import found_rows

MOST = 150  # records of a kind in each form
FORMS = ("csv", "json", "geojson", "xlsx", "gpkg", "kml")
COVERED = [(k.name, f.name) for k in builtin_kinds().values() for f in k.fields.values()
           if f.search and not may_show(f, "desk")]  # fmt: skip


def samples(station, kind, field, most=12):
    """Return some stored values of a field."""
    found = station.columns(Query(kind, (Where(field, "not", None),), order=("id",)), (field,))[field]
    return [str(v) for v in found[:: max(1, len(found) // most)]][:most]


def test_there_is_something_to_be_found(station, sensitive, personal):
    (phone,) = samples(station, "person", "phone", 1)
    (name,) = samples(station, "person", "name", 1)
    assert sensitive.within(f"电话 {phone[:3]} {phone[3:7]} {phone[7:]}。") == {"person.phone"}
    assert personal.within(f"报警人{name}称") >= {"person.name"}
    assert not sensitive.within(f"{name} {phone[:3]}****{phone[-4:]}")


@pytest.mark.parametrize("form", FORMS)
def test_no_list_that_goes_out_says_it(station, sensitive, tmp_path, form):
    found = {}
    for kind in station.kinds:
        query = Query(kind) if form == "csv" and kind != "fixes" else Query(kind, order=("id",), limit=MOST)
        out = tmp_path / f"{kind}.{form}"
        write_out(station, Wish((query,), form, out, who="t"))
        if shown := sensitive.within(texts_of(out)):
            found[kind] = shown
    assert not found


def test_no_list_for_others_says_what_is_personal(station, personal, tmp_path):
    found = {}
    for kind in station.kinds:
        out = tmp_path / f"{kind}.csv"
        write_out(station, Wish((Query(kind, order=("id",), limit=MOST),), "csv", out, where="public", who="t"))
        if shown := personal.within(texts_of(out)):
            found[kind] = shown
    assert not found


def test_the_town_that_goes_out_says_nothing_of_people(station, personal, tmp_path):
    write_city(station, tmp_path / "town.city.json")
    write_gltf(station, tmp_path / "town.glb")
    assert not personal.within(texts_of(tmp_path / "town.city.json"))
    assert not personal.within(texts_of(tmp_path / "town.glb"))


def test_the_command_line_does_not_say_it(station, sensitive, tmp_path, monkeypatch):
    monkeypatch.setenv("WATCHROOM_HOME", str(tmp_path))
    path = str(station.path)
    calls = [["info", path], ["info", path, "--json"], ["task", path, "list", "--json"], ["task", path, "list", "--all"],
             ["verify", path, "--json"], ["find", path, "张", "--json", "--limit", "50"], ["find", path, "wang"]]  # fmt: skip
    calls += [["query", path, kind, "--format", "json"] for kind in ("shop", "case", "camera", "dispute_party", "device")]
    calls += [["find", path, value, "--json"] for value in samples(station, "person", "phone", 2)]
    found = {}
    for call in calls:
        done = CliRunner().invoke(cli, call)
        assert done.exit_code == 0, done.output
        if shown := sensitive.within(done.output):
            found[call[0], call[2] if call[0] == "query" else ""] = shown
    assert not found


@pytest.mark.parametrize("kind, field", COVERED)
def test_what_a_search_finds_by_a_covered_field_stays_covered(station, sensitive, kind, field):
    for value in samples(station, kind, field, 4):
        rows = found_rows(station, value)
        assert any(row.kind == kind for row in rows), f"{kind}.{field}"
        told = "\n".join(f"{row.title} {row.second}" for row in rows)
        told += "\n".join(hit.title for hit in station.find(value))
        assert not sensitive.within(told)


@pytest.mark.parametrize("kind, field", COVERED)
def test_a_part_of_a_covered_number_does_not_tell_the_rest(station, kind, field):
    """Whoever types one more digit after the other must not learn the number from what is still found."""
    for value in samples(station, kind, field, 6):
        if len(value) < 9:
            continue
        hits = [(part, hit) for part in (value[:5], value[:-1], value[2:9]) for hit in station.find(part, kinds=(kind,), limit=50)]
        shown = [hit.record.id for part, hit in hits if hit.why == field and part in str(hit.record[field])]
        assert not shown, f"{kind}.{field}"


def test_histories_and_titles_of_records(station, sensitive):
    found = {}
    for kind in station.kinds:
        for record in station.read(Query(kind, order=("id",), limit=40)):
            if shown := sensitive.within(f"{station.title(record)} {station.title(record, masked=False)}"):
                found[kind] = shown
    assert not found


def test_titles_for_overviews_say_nothing_of_people(station, personal):
    found = {}
    for kind in station.kinds:
        told = "\n".join(station.title(r) for r in station.read(Query(kind, limit=300)))
        if shown := personal.within(told):
            found[kind] = shown
    assert not found


def test_a_debrief_says_nothing_of_people(station, personal):
    cases = station.read(Query("case", order=("-reported_at",), limit=12))
    told = "\n".join(repr(debrief_of(station, case.id)) for case in cases)
    now = station.clock.now()
    told += repr(debrief_of_period(station, now.replace(hour=0), now))
    assert not personal.within(told)


def test_a_replayed_period_says_nothing_of_people(station, personal):
    (last,) = station.read(Query("case", order=("-reported_at",), limit=1))
    end = parse_utc(str(last["reported_at"])) + timedelta(minutes=1)
    period = format_utc(end - timedelta(hours=12)), format_utc(end)
    report = deepened(station, debrief_of_period(station, *(parse_utc(t) for t in period)), period=period)
    assert len(html_of(report)) > 1000
    assert not personal.within(html_of(report))


def test_a_report_of_the_journal_covers_what_was_searched_and_changed(station, sensitive):
    (record,) = station.read(Query("person", (Where("phone", "not", None), Where("id_number", "not", None)), limit=1))
    station.note("search", said={"text": str(record["phone"]), "personal": True, "found": 1}, who="张警官")
    station.reveal("person", record.id, ["phone"], who="张警官", reason="核对")
    changed = station.apply([Edit("person", record.id, {"phone": "16912345678"})], who="张警官", why="核对")
    report = report_of(station, Filter())
    station.undo(changed.id, who="张警官")
    assert report.lines > 3
    assert not sensitive.within(html_of(report.page))


def test_reasons_why_a_row_is_refused_do_not_say_it(station, sensitive, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    people = station.read(Query("person", (Where("id_number", "not", None),), limit=30))
    lines = ["姓名,性别,身份证号,手机号,出生日期"]
    for n, one in enumerate(people):
        other = people[(n + 1) % len(people)]
        lines.append(f"{one['name']},男,{other['id_number']},{one['phone']},2040-01-01")
        lines.append(f"赵{n},不知道,{one['id_number']}1,{one['phone']}9,x")
    path = tmp_path / "人口.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = import_file(station, path, who="t", dry_run=True)
    told = [w for r in report.rejects for w in (r.why, str(r.value))] + list(report.notes) + [str(report.as_json()["rejects"])]
    assert report.rejects
    assert not sensitive.within("\n".join(told))
    assert not sensitive.within(caplog.text)


@pytest.mark.parametrize("kind, field", [("person", "id_number"), ("person", "phone"), ("shop", "phone"), ("camera", "stream")])
def test_a_refused_change_does_not_say_the_value(station, sensitive, caplog, kind, field):
    caplog.set_level(logging.DEBUG)
    (value,) = samples(station, kind, field, 1)
    with pytest.raises(WatchroomError) as told:
        station.apply([Edit(kind, None, {"name": "甲", field: f"{value}x9"})], who="t", why="试")
    assert not sensitive.within(told.value.message.replace("x9", ""))
    assert not sensitive.within(caplog.text)


def test_what_is_wished_covered_is_covered_in_the_chosen_datum_too(station, sensitive, tmp_path):
    wish = Wish((Query("person", limit=MOST),), "csv", tmp_path / "a.csv", who="t")
    for datum in ("GCJ02", "BD09"):
        write_out(station, replace(wish, datum=datum))
        assert not sensitive.within(texts_of(tmp_path / "a.csv"))
