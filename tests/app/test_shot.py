"""Pictures without a window: exact size, something on them, and the right words for what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from data.exchange.out.mark import read_mark

COLOURS = 300  # a blank picture has one, an empty window a few dozen


def colours(image):
    """Return how many colours a picture has, looked at on a grid."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_the_executable_writes_a_picture(executable, demo_file, tmp_path):
    out = tmp_path / "a.png"
    done = executable("shot", demo_file, out, "--size", "640x400")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert colours(QImage(str(out))) > COLOURS


@pytest.mark.parametrize(
    ("view", "size"), [("overview", "640x360"), ("plan", "801x603"), ("wall", "1600x900"), ("console", "1366x768")]
)
def test_a_view_is_written_in_the_wanted_size(watchroom, demo_file, tmp_path, view, size):
    out = tmp_path / f"{view}.png"
    done = watchroom("shot", demo_file, out, "--view", view, "--size", size)
    assert done.returncode == 0, done.stderr
    image = QImage(str(out))
    assert f"{image.width()}x{image.height()}" == size
    assert colours(image) > COLOURS
    assert read_mark(out)
    assert len({image.pixel(image.width() - n, image.height() - 6) for n in range(1, 120)}) > 2  # words, in sight
    assert done.stdout == ""


def test_a_storey_and_the_theme_change_the_picture(watchroom, json_of, demo_file, tmp_path):
    building = json_of(watchroom("query", demo_file, "building", "--where", "name=金沙小区1栋"))[0]["id"]
    wishes = {"day": (), "night": ("--theme", "dark"), "inside": ("--building", building, "--storey", 3)}
    images = {}
    for name, wish in wishes.items():
        done = watchroom("shot", demo_file, tmp_path / f"{name}.png", "--size", "640x400", *wish)
        assert done.returncode == 0, done.stderr
        images[name] = QImage(str(tmp_path / f"{name}.png"))
    assert images["night"].pixelColor(5, 5).lightness() < images["day"].pixelColor(5, 5).lightness()
    assert images["inside"] != images["day"]


def test_layers_that_are_named_are_shown_alone(watchroom, demo_file, tmp_path):
    counts = {}
    for layers in ("camera", ""):
        done = watchroom("shot", demo_file, tmp_path / "a.png", "--size", "640x400", "--layers", layers)
        assert done.returncode == 0, done.stderr
        counts[layers] = QImage(str(tmp_path / "a.png"))
    assert counts["camera"] != counts[""]


@pytest.mark.parametrize("wish", [
    ("--building", 10**9), ("--size", "12"), ("--size", "20x20"), ("--layers", "ghosts"), ("--view", "inside"), ("--theme", "pink"),
    ("--storey", 3),
])  # fmt: skip
def test_a_wrong_wish_is_refused_in_words(watchroom, demo_file, tmp_path, wish):
    out = tmp_path / "a.png"
    done = watchroom("shot", demo_file, out, *wish)
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not out.exists()


def test_a_storey_that_the_building_does_not_have_is_refused(watchroom, json_of, demo_file, tmp_path):
    building = json_of(watchroom("query", demo_file, "building", "--where", "name=金沙小区1栋"))[0]["id"]
    done = watchroom("shot", demo_file, tmp_path / "a.png", "--building", building, "--storey", 99)
    assert done.returncode == 2, done.stderr


def test_a_place_that_cannot_be_written_is_told(watchroom, demo_file, tmp_path):
    done = watchroom("shot", demo_file, tmp_path / "no" / "such" / "a.png", "--size", "320x200")
    assert done.returncode == 3
    assert "a.png" in done.stderr


def test_a_station_that_is_missing_is_told(watchroom, tmp_path):
    done = watchroom("shot", tmp_path / "none.station", tmp_path / "a.png")
    assert done.returncode == 3
    assert not (tmp_path / "a.png").exists()


def test_an_empty_station_has_a_picture_too(watchroom, tmp_path):
    assert watchroom("new", tmp_path / "a.station", "--name", "新所", "--plain").returncode == 0
    for view in ("overview", "console"):
        done = watchroom("shot", tmp_path / "a.station", tmp_path / "a.png", "--view", view, "--size", "1280x720")
        assert done.returncode == 0, done.stderr
        assert QImage(str(tmp_path / "a.png")).width() == 1280
