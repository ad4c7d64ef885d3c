"""Skills as people write them in one line, and the known ones among them by a word of their own."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.i18n import choose
from data.paths import resource

BETWEEN = re.compile(r"[、,，;；/|\n]+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Skill:
    """One known skill: its word in protocol cards, and what it is called."""

    name: str
    labels: dict[str, str]

    @property
    def label(self) -> str:
        """What it is called in the language in use."""
        return choose(self.labels)


@cache
def known() -> dict[str, Skill]:
    """Return the skills that the program knows, by name."""
    return {name: Skill(name, {"zh": s["zh"], "en": s["en"]}) for name, s in _declared().items()}


def skills_in(text: str | None) -> frozenset[str]:
    """Return the skills that a field says: the word of a known one, anything else as it is written, in small letters."""
    return frozenset(skill_named(part) for part in BETWEEN.split(text or "") if part.strip())


def skill_named(text: str) -> str:
    """Return the word of a known skill by name, label or another way of writing it; else the text itself in small letters."""
    said = text.strip().casefold()
    return _words().get(said, said)


def label_of(skill: str) -> str:
    """Return what a skill is called in the language in use."""
    found = known().get(skill)
    return found.label if found is not None else skill


@cache
def _declared() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource("duty", "skills.toml").read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, str]:
    return {
        str(word).casefold(): name
        for name, said in _declared().items()
        for word in (name, said["zh"], said["en"], *said["aliases"])
    }
