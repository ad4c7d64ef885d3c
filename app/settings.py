"""The person's settings: a small versioned file in which one bad entry is dropped and never the file."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from data.duty.reminders import SOUNDS
from data.i18n import LANGUAGES
from data.paths import user_folder
from data.town.datum_names import SHOWN
from data.workspace import LIGHTS, THEMES, VIEWS

VERSION = 1
FONT_SCALES = (0.85, 2.0)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose. ``font_scale`` multiplies every text size; ``wall_screen`` -1 is the second screen if any."""

    language: str = "zh"
    theme: str = "light"
    font_scale: float = 1.0
    colour_safe: bool = False
    view: str = "3d"
    light: str = "architect"
    coordinates: str = "WGS84"
    wall_screen: int = -1
    reminder_sound: str = "day"
    resume: bool = False  # open where one was; after a crash it does so in any case
    last_station: str = ""
    user: str = ""


def settings_file() -> Path:
    """Return where the settings lie."""
    return user_folder() / "settings.json"


def load() -> Settings:
    """Return the stored settings; what is missing or makes no sense takes its default and is logged."""
    path = settings_file()
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        log.warning("settings cannot be read, defaults are used: %s", error)
        return Settings()
    return _from(raw if isinstance(raw, dict) else {})


def save(settings: Settings) -> None:
    """Store the settings, whole or not at all."""
    path = settings_file()
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"version": VERSION, **asdict(settings)}, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)


def _from(raw: dict[str, Any]) -> Settings:
    settings = Settings()
    for field in fields(Settings):
        if field.name in raw and _sensible(field.name, raw[field.name]):
            settings = replace(settings, **{field.name: raw[field.name]})
        elif field.name in raw:
            log.warning("setting %s has no sense and is dropped", field.name)
    return settings


def _sensible(name: str, value: object) -> bool:
    allowed: dict[str, tuple[str, ...]] = {
        "language": LANGUAGES, "theme": THEMES, "view": VIEWS, "light": LIGHTS, "reminder_sound": SOUNDS, "coordinates": SHOWN,
    }  # fmt: skip
    if name in allowed:
        return value in allowed[name]
    if name == "font_scale":
        return isinstance(value, (int, float)) and FONT_SCALES[0] <= value <= FONT_SCALES[1]
    return type(value) is type(getattr(Settings(), name))
