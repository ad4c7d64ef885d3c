"""Views and themes kept in the station: they come back as they were, and are journalled like everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.errors import BadInput, WrongUsage
from data.query import Query
from data.records import Edit
from data.views import Camera, LayerTheme, SavedView, kept_themes, kept_views
from data.views.keep import remove_view, rename_view, save_view, set_slot
from data.views.theme import read_theme, remove_theme, rename_theme, save_theme, write_theme
from data.views.view import Frame
from data.workspace import Period, Workspace

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
CAMERA = Camera(104.0, 30.6, 2.0, 400.0, 20.0, 35.0)


@pytest.fixture
def workspace(town):
    made = Workspace(town.kinds)
    made.set_layer("case", visible=True, opacity=0.4, chosen={"type": ("theft",)})
    made.set_period("2026-11-20T04:00:00Z", "2026-11-21T00:00:00Z")
    made.select("building", 3, storey=2)
    return made


@pytest.fixture
def view(workspace):
    return SavedView.of(workspace, CAMERA, NOON, "2026-11-20T00:00:00Z")


def test_a_view_comes_back_as_it_was(town, view):
    id = save_view(town, "河边", view, b"\xff\xd8picture", who="王警官", slot=3)
    (kept,) = kept_views(town)
    assert (kept.id, kept.name, kept.slot, kept.picture) == (id, "河边", 3, b"\xff\xd8picture")
    assert kept.view == view


def test_what_was_free_of_panels_comes_back_with_the_camera(town, view):
    frame = Frame(0.05, -0.11, 1.16, 0.74)
    save_view(town, "河边", replace(view, camera=replace(CAMERA, frame=frame)), b"", who="a")
    assert kept_views(town)[0].view.camera.frame == frame


@pytest.mark.parametrize("raw", [None, [1, 2, 3], [0, 0, 0, 1], [0, 0, "wide", 1], [0, 0, 1e9, 1]])
def test_a_frame_without_sense_is_none(town, view, raw):
    content = view.as_json()
    content["camera"]["frame"] = raw
    assert SavedView.from_json(content, town.kinds).camera == CAMERA


def test_a_period_up_to_now_goes_on(town, workspace):
    workspace.set_period("2026-11-14T04:00:00Z")
    save_view(town, "近 7 天", SavedView.of(workspace, CAMERA, NOON), b"", who="a")
    later = NOON + timedelta(days=3)
    assert kept_views(town)[0].view.shown_period(later) == Period("2026-11-17T04:00:00Z", None)


def test_saving_on_a_taken_key_replaces_and_keeps_the_name(town, view):
    first = save_view(town, "河边", view, b"", who="a", slot=1)
    again = save_view(town, "", replace(view, theme="dark"), b"", who="a", slot=1)
    (kept,) = kept_views(town)
    assert first == again and (kept.name, kept.view.theme) == ("河边", "dark")


def test_a_view_is_journalled_and_undone(town, view):
    save_view(town, "河边", view, b"", who="王警官", slot=1)
    assert town.batches()[0].who == "王警官"
    town.undo(who="王警官")
    assert kept_views(town) == []


def test_a_key_that_there_is_not(town, view):
    with pytest.raises(WrongUsage):
        save_view(town, "a", view, b"", who="a", slot=10)


def test_views_change_keys(town, view):
    one, two = (save_view(town, n, view, b"", who="a", slot=s) for n, s in (("一", 1), ("二", 2)))
    set_slot(town, one, 2, who="a")
    assert {v.id: v.slot for v in kept_views(town)} == {one: 2, two: 1}


def test_a_view_is_renamed_and_removed(town, view):
    id = save_view(town, "河边", view, b"", who="a")
    rename_view(town, id, "公园", who="a")
    assert [v.name for v in kept_views(town)] == ["公园"]
    remove_view(town, id, who="a")
    assert kept_views(town) == []


@pytest.mark.parametrize("content", [
    "", "[]", "{", '{"camera": {}}', '{"camera": {"lon": "x"}}',
    '{"camera":{"lon":1,"lat":2,"up":0,"distance":-5,"bearing":0,"pitch":40}}',
])  # fmt: skip
def test_what_is_no_view_is_left_out(town, content):
    town.apply([Edit("map_view", None, {"name": "坏", "content": content or " x"})], who="a", why="b")
    assert kept_views(town) == []


def test_a_view_may_leave_the_look_as_it_is(town, view):
    kept = SavedView.from_json(replace(view, theme="").as_json(), town.kinds)
    assert kept is not None and kept.theme == ""


def test_odd_parts_take_their_defaults(town):
    odd = {"view": "x", "theme": 3, "period": "y", "span": -1, "selection": {"id": "z"}, "layers": [1]}
    assert SavedView.from_json(SavedView(CAMERA).as_json() | odd, town.kinds) == SavedView(CAMERA)


# Themes

def test_a_theme_comes_back_as_it_was(town, workspace):
    save_theme(town, "夜巡", LayerTheme.of(workspace), who="a")
    other = Workspace(town.kinds)
    kept_themes(town)[0].theme.apply(other)
    assert other.layers == workspace.layers


def test_a_theme_of_the_same_name_is_replaced(town, workspace):
    save_theme(town, "夜巡", LayerTheme.of(workspace), who="a")
    workspace.set_layer("case", opacity=0.9)
    save_theme(town, "夜巡", LayerTheme.of(workspace), who="a")
    (kept,) = kept_themes(town)
    assert next(s.opacity for s in kept.theme.layers if s.kind == "case") == 0.9


def test_a_theme_is_renamed_and_removed(town, workspace):
    id = save_theme(town, "夜巡", LayerTheme.of(workspace), who="a")
    rename_theme(town, id, "日巡", who="a")
    assert [t.name for t in kept_themes(town)] == ["日巡"]
    remove_theme(town, id, who="a")
    assert town.count(Query("map_theme")) == 0


def test_a_theme_travels_as_a_file(town, workspace, tmp_path):
    file = tmp_path / "夜巡.theme.json"
    write_theme(file, "夜巡", LayerTheme.of(workspace))
    assert read_theme(file, town.kinds) == ("夜巡", LayerTheme.of(workspace))


NEWER = b'{"format": "watchroom-theme", "version": 2}'


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"layers": []}', NEWER, b"\xff" * 9])
def test_what_is_no_theme_file_is_refused(town, tmp_path, content):
    file = tmp_path / "a.theme.json"
    file.write_bytes(content)
    with pytest.raises(BadInput):
        read_theme(file, town.kinds)


def test_a_theme_file_that_is_not_there(town, tmp_path):
    with pytest.raises(BadInput, match="读不了"):
        read_theme(tmp_path / "a.theme.json", town.kinds)
