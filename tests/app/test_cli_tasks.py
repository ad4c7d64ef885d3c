"""Tasks on the command line, from issuing to closing."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture
def station(demo_file, tmp_path):
    path = tmp_path / "demo.station"
    shutil.copy(demo_file, path)
    return path


@pytest.fixture
def building(watchroom, json_of, station):
    return json_of(watchroom("query", station, "building"))[0]["id"]


@pytest.fixture
def member(watchroom, json_of, station):
    return json_of(watchroom("query", station, "force", "--where", "tier=core"))[0]["id"]


def test_the_whole_loop(watchroom, json_of, station, building, member):
    about = ("--subject", f"building:{building}", "--assignee", member, "--due", "4h")
    wish = ("--title", "消防通道检查", "--type", "inspect", *about)
    added = json_of(watchroom("task", station, "add", *wish, "--anyway", "--json"))
    assert added["state"] == "issued"
    steps = [("sign", "signed"), ("start", "in_progress"), ("feedback", "fed_back"), ("verify", "verified"), ("close", "closed")]
    for verb, state in steps:
        done = json_of(watchroom("task", station, verb, added["id"], "--text", "已处理", "--json"))
        assert done["state"] == state
    assert json_of(watchroom("verify", station, "--json"))["sound"] is True


def test_an_illegal_move_is_refused(watchroom, json_of, station, building, member):
    added = json_of(watchroom("task", station, "add", "--title", "走访", "--assignee", member, "--json"))
    refused = watchroom("task", station, "close", added["id"])
    assert refused.returncode == 4
    assert refused.stderr.strip()


def test_the_same_task_twice_is_pointed_out(watchroom, json_of, station, building, member):
    wish = ("task", station, "add", "--type", "repair", "--subject", f"building:{building}", "--assignee", member)
    json_of(watchroom(*wish, "--json"))
    assert watchroom(*wish).returncode == 4


def test_the_list_has_only_open_ones(watchroom, json_of, station):
    states = {t["state"] for t in json_of(watchroom("task", station, "list", "--json", "--limit", 500))}
    assert states
    assert "closed" not in states
