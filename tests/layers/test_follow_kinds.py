"""Layers come and go with their kinds, and come back as they were."""

from __future__ import annotations

from dataclasses import replace

from data.kinds import Kinds, builtin_kinds
from data.kinds.load import parse_kind
from data.layers.state import LayerState
from data.workspace import Workspace

STOP = parse_kind("""
name = "own_1"
label = { zh = "公交站", en = "Bus stop" }
title = "{name}"
place = { shape = "point" }
layer = { glyph = "公", colour = "#56b4e9", visible = true }
[fields]
name = { type = "text", label = { zh = "站名", en = "Name" } }
""", "test", own=True)  # fmt: skip
ALL = {**builtin_kinds(), "own_1": STOP}
THERE, GONE = Kinds(ALL), Kinds(ALL, {"own_1": ((0, 5), (90, None))})


def test_they_are_put_away_and_come_back_as_they_were():
    workspace, told = Workspace(THERE), []
    workspace.set_layer("own_1", colour="#c13584", labelled=True)
    workspace.add_layer(LayerState("own_1", True, key="own_1.1", name="一路"))
    before = dict(workspace.layers)
    workspace.layer_changed.connect(lambda state: told.append((state.id, state.visible)))
    workspace.follow_kinds(GONE)
    assert "own_1" not in workspace.layers and "own_1.1" not in workspace.layers
    assert set(told) == {("own_1", False), ("own_1.1", False)}  # whoever draws them lets go
    workspace.follow_kinds(THERE)
    assert workspace.layers == before
    assert workspace.away == {}


def test_a_new_kind_brings_its_layer():
    workspace = Workspace(Kinds(builtin_kinds()))
    workspace.follow_kinds(THERE)
    assert workspace.layers["own_1"] == LayerState("own_1", True, colour="#56b4e9")


def test_nothing_is_told_where_nothing_moved():
    workspace, told = Workspace(THERE), []
    workspace.layers_changed.connect(lambda: told.append(1))
    workspace.follow_kinds(THERE)
    assert not told


def test_kinds_at_a_moment():
    assert "own_1" in THERE and "own_1" not in GONE
    assert [("own_1" in GONE.at(entry)) for entry in (4, 5, 89, 90, 99)] == [False, True, True, False, False]
    assert GONE["own_1"] == STOP == GONE.ever["own_1"]
    assert GONE.retired("own_1") and GONE.knows("own_1") and not GONE.knows("own_2")
    assert "own_1" not in [k.name for k in (*GONE.values(), *GONE.layers())]
    assert replace(STOP, own=False) not in GONE.layers()
