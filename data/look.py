"""The look's tokens, read once from ``resources/look.toml`` for style, overlay, charts and scene alike."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from data.paths import resource


@cache
def _tokens() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource("look.toml").read_text(encoding="utf-8"))


def colours(theme: str) -> dict[str, str]:
    """Return the colours of a theme ("light" or "dark") by name, as "#rrggbb" or "#rrggbbaa"."""
    return _tokens()[theme]


def families() -> list[str]:
    """Return the font families to try, best first."""
    return list(_tokens()["type"]["family"])


def size(group: str, name: str) -> int:
    """Return a size in logical pixels: ``size("space", "rail")``."""
    return int(_tokens()[group][name])
