import json

import numpy as np
import pytest

from data.kinds import builtin_kinds
from data.layers import LayerState, StyleClass, StyleRule, layer_of
from data.layers.columns import Coded
from data.layers.keep import keep_layers, kept_layers
from data.workspace import Workspace

KINDS = builtin_kinds()
GRAVE = StyleRule("severity", (StyleClass(("major", "urgent"), colour="#d93025", size=1.3),), StyleClass(shown=False))
OWN = LayerState("case", True, 0.5, True, "#112233", {"type": ("theft",)}, "case.1", "盗窃", "重点", 7.0, "address", "fire", 0.8,
                 GRAVE)  # fmt: skip


def test_a_layer_comes_back_from_json_as_it_was():
    assert LayerState.from_json(json.loads(json.dumps(OWN.as_json())), KINDS) == OWN


def test_json_tells_only_what_is_not_usual():
    assert LayerState("case", True).as_json() == {"kind": "case", "visible": True}


def test_a_layer_of_a_kind_that_is_gone_is_none():
    assert LayerState.from_json({"kind": "dog"}, KINDS) is None


@pytest.mark.parametrize("raw", [{"label": "caller"}, {"label": "nothing"}, {"rule": {"classes": []}}, {"rule": {"field": "text"}},
                                 {"opacity": "x"}, {"chosen": {"nothing": [1]}}])  # fmt: skip
def test_what_makes_no_sense_or_is_personal_is_left_out(raw):
    assert LayerState.from_json({"kind": "case", "visible": True} | raw, KINDS) == LayerState("case", True)


def test_a_rule_takes_values_by_the_first_class_that_lists_them():
    rule = StyleRule("type", (StyleClass(("theft", "fraud")), StyleClass(("fraud",))))
    column = Coded(np.array([0, 1, 2, -1], np.int32), ("theft", "fraud", "noise"))
    assert rule.classify(column).tolist() == [0, 0, -1, -1]


def test_a_rule_takes_numbers_from_low_to_high_and_none_where_empty():
    rule = StyleRule("height", (StyleClass(low=None, high=4.0), StyleClass(low=4.0, high=10.0)))
    assert rule.classify(np.array([1.0, 4.0, 9.99, 10.0, np.nan])).tolist() == [0, 1, 1, -1, -1]


def test_each_layer_that_is_added_gets_a_key_of_its_own():
    workspace = Workspace(KINDS)
    first, second = (workspace.add_layer(LayerState("case", True, key="case.1")) for _ in range(2))
    assert (first.id, second.id) == ("case.1", "case.2")


def test_a_theme_hides_what_it_does_not_name_and_brings_own_layers_back():
    workspace = Workspace(KINDS)
    workspace.take_layers([OWN])
    assert [id for id, state in workspace.layers.items() if state.visible] == ["case.1"]


def test_taking_an_own_layer_away_is_told_and_the_layer_of_a_kind_is_only_hidden():
    workspace = Workspace(KINDS)
    workspace.add_layer(OWN)
    told = []
    workspace.layer_changed.connect(told.append)
    workspace.remove_layer("case.1")
    workspace.remove_layer("case")
    assert [(s.id, s.visible) for s in told] == [("case.1", False), ("case", False)]
    assert "case" in workspace.layers
    assert "case.1" not in workspace.layers


def test_the_station_keeps_own_layers_and_what_differs_from_the_kind(tmp_path):
    from data.store import Station

    with Station.create(tmp_path / "a.station", "a") as station:
        keep_layers(station, [OWN, layer_of(KINDS["shop"])])
        assert kept_layers(station) == [OWN]


def test_a_layer_of_one_import_keeps_to_its_records(tmp_path):
    from data.insight.layers import layer_query
    from data.records import Edit
    from data.store import Station
    from data.workspace import Period

    with Station.create(tmp_path / "a.station", "a") as station:
        station.apply([Edit("shop", None, {"name": "一"})], who="t", why="手工")
        station.apply([Edit("shop", None, {"name": n}) for n in "二三"], who="t", why="导入 x.csv", command="import")
        station.apply([Edit("shop", None, {"name": "四"})], who="t", why="导入 y.csv", command="import")
        station.undo(who="t")
        (found,) = station.imports()
        first, last, count = found.added["shop"]
        state = LayerState("shop", True, key="shop.1", between=(first, last))
        assert LayerState.from_json(state.as_json(), KINDS) == state
        shown = station.read(layer_query(station.kinds["shop"], state, Period()))
        assert (found.why, count, [r["name"] for r in shown]) == ("导入 x.csv", 2, ["二", "三"])
