"""Settings: one bad entry is dropped and never the file."""

from __future__ import annotations

import json
import logging

import pytest

from app import settings
from app.settings import Settings


def test_what_is_saved_is_loaded():
    chosen = Settings(language="en", theme="dark", font_scale=1.25, colour_safe=True, wall_screen=1, user="李")
    settings.save(chosen)
    assert settings.load() == chosen


@pytest.mark.parametrize(
    ("name", "value"),
    [("language", "fr"), ("theme", 3), ("font_scale", 9), ("font_scale", "big"), ("colour_safe", "yes"), ("wall_screen", None),
     ("coordinates", "EPSG")],
)
def test_a_bad_entry_takes_its_default_and_the_rest_stays(name, value, caplog):
    values = {"version": 1, "theme": "dark", "user": "李", name: value}
    settings.settings_file().write_text(json.dumps(values), encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        loaded = settings.load()
    assert getattr(loaded, name) == getattr(Settings(), name)
    assert loaded.user == "李"
    assert name in caplog.text


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00\x01", '"word"'])
def test_a_broken_file_gives_defaults(text):
    settings.settings_file().write_text(text, encoding="utf-8")
    assert settings.load() == Settings()


def test_no_file_gives_defaults():
    assert settings.load() == Settings()
