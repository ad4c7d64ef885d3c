"""Names in the journal that are nobody's: the program and its doors wrote them in the language of their day.

What is stored stays as it is, for the chain holds it. Whoever reads finds one name for each, in their own language.
"""

from __future__ import annotations

from functools import cache

from data.i18n import in_every_language, mark, tr

ITSELF = mark("值班一张图")  # what the program does by itself
PROGRAM = "watchroom"  # as which parts without a language write it
NOBODY_NAMED = mark("值班员")  # a desk where nobody gave a name
SOURCES = (ITSELF, mark("定位网关"), mark("轨迹回放"), NOBODY_NAMED)


@cache
def _sources() -> dict[str, str]:
    """Return the source text of each name as it may be stored."""
    return {PROGRAM: ITSELF} | {name: source for source in SOURCES for name in in_every_language(source)}


def said(who: str) -> str:
    """Return who did something, as it is read: a person's name stays as it is."""
    source = _sources().get(who)
    return tr(source) if source is not None else who


def stored_names(who: str) -> tuple[str, ...]:
    """Return all names under which the journal may hold who goes by this one."""
    source = _sources().get(who)
    return (who,) if source is None else tuple(name for name, of in _sources().items() if of == source)


def one_each(names: list[str]) -> list[str]:
    """Return stored names, one of those that mean the same."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(_sources().get(name, name), name)
    return list(first.values())
