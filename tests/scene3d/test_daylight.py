"""The light of the hour: from day through dusk to night without a jump that is not wanted, on walls, sky and shadows."""

import itertools
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from data.clock import FixedClock
from data.records import ChangeSet
from data.store.in_time import LOOK_BACK
from data.workspace import Workspace
from scene3d.build import build_finish, build_solid
from scene3d.daylight import daylight_at
from scene3d.light import ARCHITECT, towards
from scene3d.meshes.facade import picture
from scene3d.recolour import recoloured, relit
from scene3d.town_light import daylight_of

CHINA = timezone(timedelta(hours=8))
DAY = datetime(2026, 11, 22, tzinfo=CHINA)


def light(hour):
    return daylight_at(102.74, 25.05, DAY + timedelta(hours=hour), "Asia/Shanghai")


@pytest.mark.parametrize(("hour", "theme"), [(12, "light"), (17, "light"), (19, "dark"), (2, "dark"), (6, "dark"), (9, "light")])
def test_the_town_wears_the_colours_of_day_and_night(hour, theme):
    assert light(hour).theme == theme


def test_dusk_changes_little_by_little():
    """Within one theme no minute changes what lies level by more than a few hundredths."""
    minutes = [light(16 + m / 60) for m in range(0, 240, 2)]
    for a, b in itertools.pairwise(minutes):
        if a.theme == b.theme:
            assert np.abs(a.tone - b.tone).max() < 0.06 and np.abs(a.bottom - b.bottom).max() < 16


def test_at_noon_the_town_looks_as_in_the_architects_light():
    assert light(12.9).tone == pytest.approx(np.ones(3), abs=0.08)


def test_the_light_is_warm_before_the_sun_sets():
    sun = light(17.8).lighting.sun
    assert sun[0] > 1.5 * sun[2]


def test_shadows_fade_as_the_sun_sets_and_are_faint_by_night():
    assert light(13).lighting.shadow > light(17.9).lighting.shadow
    assert light(0).lighting.shadow < 0.2


def test_fewer_windows_are_lit_late_at_night_and_none_is_anybodys():
    """What is lit depends on the hour only; the picture is the same for every house."""
    assert [light(h).windows for h in (19, 23, 3, 6)] == ["", "late", "deep", "late"]
    evening, deep = (picture("dwelling", "dark", w).astype(int) for w in ("", "deep"))
    lit = [int((p[..., 0] > p[..., 2] + 40).sum()) for p in (evening, deep)]
    assert lit[0] > 2 * lit[1] > 0


def plain(town):
    return build_solid(town, "light").tiles.meshes(0, 0, "light")[0][1]


def test_the_architects_light_changes_nothing(small):
    walls = plain(small)
    assert np.abs(relit(walls, walls.colours, ARCHITECT, "light").astype(int) - walls.colours[:, :3]).max() <= 1


def test_walls_that_look_at_the_sun_are_the_brighter_ones(small):
    from dataclasses import replace

    walls = plain(small)
    east = relit(walls, walls.colours, replace(ARCHITECT, to_sun=towards(90.0, 20.0)), "light").astype(int).sum(axis=1)
    west = relit(walls, walls.colours, replace(ARCHITECT, to_sun=towards(270.0, 20.0)), "light").astype(int).sum(axis=1)
    assert (east > west + 20).any() and (west > east + 20).any()


def test_only_what_has_a_colour_is_recoloured(small):
    walls = plain(small)
    paint = np.full((len(small.buildings.ids), 3), np.nan)
    row = int(walls.rows[walls.rows >= 0][0])
    paint[row] = (0.0, 0.0, 255.0)
    new = recoloured(walls, paint, "light", facade="")
    own = np.zeros(len(walls.points), bool)
    own[walls.faces[walls.rows == row].ravel()] = True
    assert (new[own][:, 2] > new[own][:, 0] + 100).all()
    assert np.array_equal(new[~own], walls.colours[~own, :3])


def test_the_sun_casts_other_shadows_than_the_architects_lamp(small):
    noon = build_finish(small, "light", light(9).lighting).shadow.opacity
    assert not np.array_equal(noon, build_finish(small, "light").shadow.opacity)


def test_only_the_sun_is_asked_for_the_hour(small, station):
    station.zone = "Asia/Shanghai"
    station.clock = FixedClock(DAY + timedelta(hours=22))
    workspace = Workspace(station.kinds)
    assert daylight_of(station, workspace) is None
    workspace.set_light("sun")
    assert daylight_of(station, workspace).theme == "dark"


def test_the_map_follows_the_light_and_goes_back(qtbot, view, station, workspace):
    station.zone = "Asia/Shanghai"
    station.clock = FixedClock(DAY + timedelta(hours=22))
    with qtbot.waitSignal(view.town_finished, timeout=30_000):
        workspace.set_light("sun")
    assert (workspace.theme, workspace.town_theme, view.scene.theme) == ("light", "dark", "dark")
    with qtbot.waitSignal(view.town_finished, timeout=30_000):
        workspace.set_light("architect")
    assert (workspace.town_theme, view.scene.theme) == ("light", "light")


def test_the_light_of_another_moment_comes_with_it(qtbot, view, station, workspace):
    station.clock = FixedClock(DAY + timedelta(hours=12))
    workspace.set_light("sun")
    assert workspace.town_theme == "light"
    station.clock = FixedClock(DAY + timedelta(hours=2))
    with qtbot.waitSignal(view.town_finished, timeout=30_000):
        station.changed.emit(ChangeSet(0, "", "", "", LOOK_BACK, ()))
    assert (workspace.theme, workspace.town_theme, view.scene.theme) == ("light", "dark", "dark")
    workspace.set_light("architect")
