"""Check lists, rules, walks, boards and scores on the command line."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from app.cli.tasks import task
from data.clock import FixedClock
from data.duty.rules.rule import rules
from data.errors import BadInput
from data.query import Query, Where, equals
from data.records import Edit
from data.store import Station


@pytest.fixture
def path(demo_file, tmp_path):
    path = tmp_path / "demo.station"
    shutil.copy(demo_file, path)
    return path


@pytest.fixture
def run(path):
    """Run a subcommand and return its JSON."""

    def go(*arguments: object):
        done = CliRunner().invoke(task, [str(path), *map(str, arguments), "--json"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return json.loads(done.output)

    return go


@pytest.fixture
def station(path):
    with Station.open(path, clock=FixedClock(datetime(2026, 11, 21, 13, 47, tzinfo=UTC))) as found:
        yield found


def test_what_is_due_is_made_once(run, station):
    camera = next(r for r in rules(station) if r["target"] == "camera")
    daily = {"every": 1, "unit": "day", "fresh": None, "made_until": "2026-01-01", "filters": "state=faulty"}
    station.apply([Edit("task_rule", camera.id, daily)], who="测试", why="每天")
    station.apply([Edit("task_rule", r.id, {"active": False}) for r in rules(station) if r.id != camera.id], who="测试", why="停用")
    (made,) = run("due")
    assert made["made"] + made["in_hand"] == station.count(equals("camera", state="faulty"))
    assert run("due") == []


def test_a_check_list_is_read_and_fed_back(run, station, tmp_path):
    open_ = Where("state", "in", ("signed", "in_progress"))
    id = station.first(Query("task", (Where("template", "is", "camera_test"), open_))).id
    items = run("checklist", id)["items"]
    assert [i["id"] for i in items] == ["state", "picture", "clock", "bearing"]
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"said": {"state": "working", "picture": "clear", "clock": "yes"}}), encoding="utf-8")
    assert run("checklist", id, "--answers", answers, "--at", "102.74,25.05")["state"] == "fed_back"
    assert station.get("task", id)["fed_lon"] == 102.74
    answers.write_text("[]", encoding="utf-8")
    with pytest.raises(BadInput, match="answers"):
        run("checklist", id, "--answers", answers)


def test_a_walk_is_shown_and_handed_out(run, station):
    officer = station.first(Query("task", (Where("state", "is", "signed"), Where("building", "not", None))))["assignee"]
    shown = run("visits", officer)
    assert shown["visit_list"] is None
    made = run("visits", officer, "--issue")
    assert made["stops"] == shown["stops"]
    assert station.get("visit_list", made["visit_list"])["officer"] == officer


def test_boards_scores_and_supervision(run, station):
    late = run("board", "supervision")["slots"]
    found = next(s for s in late if s["id"] == "late")
    id = found["records"][0]["id"]
    assert run("supervise", id, "今晚办完")["supervised_at"]
    assert next(s for s in run("board", "supervision")["slots"] if s["id"] == "supervised")["count"] == 1
    scored = run("scores", "--by", "grid")
    assert len(scored["scores"]) == 4
    assert set(scored["formulas"]) == {"及时率", "完整率", "核验率", "得分"}
    assert run("escalate") == [] or station.get("task", id)["escalated"]


def test_a_template_that_is_not_there_is_told(run):
    with pytest.raises(BadInput, match="camera_test"):
        run("add", "--title", "x", "--template", "nonsense")


def test_a_template_is_printed_changed_and_kept(run, station, tmp_path):
    assert {"room_visit", "shop_check"} <= {t["code"] for t in run("template")}
    mine = tmp_path / "mine.toml"
    mine.write_text(run("template", "camera_test")["source"].replace("探头测试", "月检"), encoding="utf-8")
    run("template", "--from", mine)
    assert station.first(equals("task_template", code="camera_test"))["name"] == "月检"
