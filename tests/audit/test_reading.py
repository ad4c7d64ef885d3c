"""The journal as an auditor reads it: filters, pages, who searched for a number, a person's sitting, reports that are signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from data.audit.lines import read_told
from data.audit.report import ENDING, check_report, report_of, signature_of
from data.audit.sessions import session_of
from data.clock import FixedClock
from data.errors import BadInput
from data.records import Edit
from data.store import Station, heads
from data.store.audit import Filter

NUMBER = "990105199001011234"


@pytest.fixture
def clock():
    return FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC))


@pytest.fixture
def station(tmp_path, clock):
    with Station.create(tmp_path / "a.station", "金沙派出所", clock=clock) as made:
        (person,) = made.apply([Edit("person", None, {"name": "张伟"})], who="王警官", why="登记").changes
        made.note("sign_in", who="李警官")
        for minutes in (1, 2):
            clock.set(clock.now() + timedelta(minutes=1))
            made.note("view", "person", (person.id + minutes - 1,), who="李警官")
            made._notes.flush()
        made.note("search", said={"text": NUMBER, "found": 1}, who="李警官")
        made.note("sign_out", who="李警官")
        made._notes.flush()
        clock.set(clock.now() + timedelta(hours=1))
        made.note("sign_in", who="李警官")
        made.apply([Edit("camera", None, {"code": f"C{n}"}) for n in range(900)], who="王警官", why="导入", command="import")
        yield made


def acts(station, **wanted):
    return [t.line.act for t in read_told(station, Filter(**wanted)).lines]


def test_the_newest_comes_first(station):
    assert acts(station)[:3] == ["add", "sign_in", "sign_out"]


def test_an_import_is_one_line(station):
    first = read_told(station, Filter()).lines[0]
    assert (first.line.count, first.line.entry + 899) == (900, first.line.last)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"who": "李警官"}, ["sign_in", "sign_out", "search", "view", "view", "sign_in"]),
        ({"acts": ("sign_out",)}, ["sign_out"]),
        ({"kind": "camera", "acts": ("add",)}, ["add"]),
        ({"command": "import"}, ["add"]),
        ({"start": "2026-11-21T14:00:00Z"}, ["add", "sign_in"]),
        ({"who": "李警官", "end": "2026-11-21T13:47:30Z"}, ["sign_in"]),
        ({"searched": NUMBER}, ["search"]),
        ({"searched": "990105198801011298"}, []),
    ],
)
def test_filters(station, wanted, found):
    assert acts(station, **wanted) == found


def test_what_happened_to_one_record(station):
    person = read_told(station, Filter(kind="person", acts=("add",))).lines[0].line.record
    assert acts(station, kind="person", record=person) == ["view", "add"]


def test_pages_follow_each_other_without_a_gap(station):
    every = [t.line.entry for t in read_told(station, Filter()).lines]
    paged, before = [], None
    while True:
        page = read_told(station, Filter(), before, most=7)
        paged += [t.line.entry for t in page.lines]
        before = page.before
        if before is None:
            break
    assert paged == every


def test_an_export_of_many_records_tells_its_file_and_number(station):
    said = {"file": "名单.csv", "format": "csv", "mark": "4SJ6X529"}
    station.note("export", "camera", range(2, 702), said, who="张警官", command="export")
    (line,) = read_told(station, Filter(acts=("export",))).lines
    assert line.line.count == 700
    assert "名单.csv" in line.said
    assert "4SJ6X529" in line.said


def test_no_line_tells_a_value_that_may_not_be_seen(station):
    said = " ".join(f"{t.about} {t.said}" for t in read_told(station, Filter()).lines)
    assert NUMBER not in said
    assert "张伟" not in said
    assert "张*" in said


def test_a_sitting_ends_with_signing_out(station):
    line = read_told(station, Filter(acts=("search",))).lines[0].line
    session = session_of(station, line)
    assert ([t.line.act for t in session.steps], session.at) == (["sign_in", "view", "view", "search", "sign_out"], 3)


def test_the_step_that_was_asked_for_is_shown_though_declarations_came_before(station):
    for seconds in (120, 240):
        station.note("clock", said={"seconds": seconds}, who="watchroom")
        station._notes.flush()
    second, first = station.journal_page(Filter(acts=("clock",))).lines
    assert [session_of(station, line).steps[session_of(station, line).at].line.entry for line in (first, second)] == [
        first.entry, second.entry,
    ]  # fmt: skip


@pytest.fixture
def signed(station, tmp_path):
    """A report, as bytes that stand for its page, with its signature beside it."""
    out = tmp_path / "报告.pdf"
    out.write_bytes(b"%PDF the page")
    made = report_of(station, Filter(who="李警官"))
    beside = out.with_name(out.name + ENDING)
    beside.write_bytes(signature_of(station, made, out.read_bytes(), out.name, "审计员"))
    return out, beside


def test_a_report_and_its_signature_belong_together(station, signed):
    assert "报告.pdf" in check_report(signed[1], station.public_key)


def test_a_changed_report_is_noticed(station, signed):
    signed[0].write_bytes(b"%PDF another page")
    with pytest.raises(BadInput):
        check_report(signed[1], station.public_key)


def test_a_changed_signature_is_noticed(station, signed):
    said = orjson.loads(signed[1].read_bytes())
    signed[1].write_bytes(orjson.dumps({**said, "by": "某人"}))
    with pytest.raises(BadInput):
        check_report(signed[1], station.public_key)


def test_a_report_that_somebody_signed_with_a_key_of_their_own_is_noticed(station, signed, tmp_path):
    out, beside = signed
    out.write_bytes(b"%PDF another page")
    with Station.create(tmp_path / "theirs.station", "金沙派出所") as theirs:
        beside.write_bytes(signature_of(theirs, report_of(theirs, Filter()), out.read_bytes(), out.name, "审计员"))
    with pytest.raises(BadInput, match="不是本站签的"):
        check_report(beside, station.public_key)


def test_the_signature_of_a_report_holds_a_head_that_the_journal_fits(station, signed):
    assert station.verify(heads=[heads.read(signed[1].read_bytes())]).sound
