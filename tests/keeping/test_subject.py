"""What is held about somebody, who looked, and how it is set right."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.errors import InvalidValue, NotAllowed
from data.exchange.out.mark import mark_of, read_mark
from data.keeping import correction
from data.keeping.erase import erase
from data.keeping.plan import make_plan
from data.keeping.subject import subject_report
from data.keeping.workbook import write_report
from tests.keeping.conftest import IDENTITY, NAME, OLD_PHONE, PHONE, raw


def table(report, title):
    return next(t for t in report.tables if t.title == title)


def test_the_report_holds_what_is_held_uncovered(kept):
    station, ids = kept
    told = {row[0]: row[1] for row in table(subject_report(station, "person", ids["her"]), "登记的内容").rows}
    assert (told["姓名"], told["电话"], told["身份证号"]) == (NAME, PHONE, IDENTITY)


def test_it_tells_where_she_lived_what_is_attached_and_which_tasks_there_were(kept):
    station, ids = kept
    titles = {t.title for t in subject_report(station, "person", ids["her"]).tables}
    assert {"居住记录", "附件", "任务"} <= titles


def test_it_tells_who_changed_what(kept):
    station, ids = kept
    rows = table(subject_report(station, "person", ids["her"]), "改动").rows
    assert rows[0][1] == "王警官"
    assert "电话" in rows[0][3]


def test_it_tells_who_looked_and_why(kept):
    station, ids = kept
    rows = table(subject_report(station, "person", ids["her"]), "谁看过").rows
    assert any(row[1] == "王警官" and "身份证号" in row[3] and "核对" in row[3] for row in rows)


def test_it_says_until_when_it_is_kept(kept):
    station, ids = kept
    assert any("2025-12-31" in fact for fact in subject_report(station, "person", ids["her"]).facts)


def test_the_workbook_has_a_sheet_for_each_table(kept, tmp_path):
    import openpyxl

    station, ids = kept
    report = subject_report(station, "person", ids["her"])
    mark = mark_of(station, "王警官")
    write_report(report, tmp_path / "her.xlsx", mark)
    assert openpyxl.load_workbook(tmp_path / "her.xlsx").sheetnames == ["说明", *(t.title for t in report.tables)]
    assert read_mark(tmp_path / "her.xlsx") == mark.number


def test_a_request_is_open_until_it_is_carried_out(kept):
    station, ids = kept
    task = correction.request(station, "person", ids["her"], {"phone": "13500001111"}, who="王警官")
    assert [asked.open for asked in correction.requests(station)] == [True]
    correction.carry_out(station, task, who="李警官")
    assert station.get("person", ids["her"])["phone"] == "13500001111"
    assert [asked.open for asked in correction.requests(station)] == [False]


def test_values_and_answer_are_one_change_set(kept):
    station, ids = kept
    task = correction.request(station, "person", ids["her"], {"phone": "13500001111"}, who="王警官")
    correction.carry_out(station, task, who="李警官")
    station.undo(who="李警官")
    assert (station.get("person", ids["her"])["phone"], station.get("task", task)["state"]) == (PHONE, "draft")


def test_a_value_that_the_field_does_not_allow_is_refused_when_it_is_asked_for(kept):
    station, ids = kept
    with pytest.raises(InvalidValue):
        correction.request(station, "person", ids["her"], {"birth": "昨天"}, who="王警官")


def test_a_refusal_needs_a_reason(kept):
    station, ids = kept
    task = correction.request(station, "person", ids["her"], {}, text="名字写错了", who="王警官")
    with pytest.raises(InvalidValue):
        correction.answer(station, task, who="李警官", feedback="")


def test_a_request_is_answered_once(kept):
    station, ids = kept
    task = correction.request(station, "person", ids["her"], {}, text="名字写错了", who="王警官")
    correction.answer(station, task, who="李警官", feedback="与户口簿一致，不改")
    with pytest.raises(NotAllowed):
        correction.answer(station, task, who="李警官", feedback="再答一次")


def test_a_request_goes_with_who_it_is_about(kept, file):
    station, ids = kept
    task = correction.request(station, "person", ids["her"], {"phone": "13500001111"}, who="王警官")
    correction.carry_out(station, task, who="李警官")
    erase(station, make_plan(station, {"person": [ids["her"]]}), who="王警官", basis="保存期满")
    found = raw(file)
    assert [w for w in ("13500001111", OLD_PHONE, PHONE) if w.encode() in found] == []


def test_somebody_with_an_open_request_is_not_erased(kept):
    station, ids = kept
    correction.request(station, "person", ids["her"], {"phone": "13500001111"}, who="王警官")
    assert make_plan(station, {"person": [ids["her"]]}).count == 0


def test_a_request_is_answered_by_the_day_that_it_is_at_the_station(kept, clock):
    """At six in the morning it is still yesterday in UTC."""
    station, ids = kept
    clock.set(datetime(2026, 11, 22, 22, 30, tzinfo=UTC))
    correction.request(station, "person", ids["her"], {"phone": "13500001111"}, who="王警官")
    assert correction.requests(station)[0].day(station.zone) == "2026-12-08"
    assert table(subject_report(station, "person", ids["her"]), "更正请求").rows[0][0] == "2026年12月8日"
