"""Finding a command by what people type: Chinese, pinyin, initials or English, with slips of the finger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from data.i18n import read_catalogue

CERTAIN = 100.0  # points from which on the letters themselves are there
ENOUGH = 62.0  # rapidfuzz points from 0 to 100 below which a command is no match


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as the palette and the shortcut page show it; ``also`` holds further words that mean it."""

    id: str
    title: str
    group: str = ""
    shortcut: str = ""
    enabled: bool = True
    icon: str = ""
    also: tuple[str, ...] = ()


def ranked(entries: list[Entry], typed: str) -> list[Entry]:
    """Return the entries that match, the best first; all of them in their own order when nothing is typed."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(entries)
    points = [(max(_points(words, wanted) for words in _words(entry)), entry) for entry in entries]
    found = [(score, entry) for score, entry in points if score >= ENOUGH]
    return [entry for _, entry in sorted(found, key=lambda pair: -pair[0])]


def likely(entry: Entry, typed: str) -> bool:
    """Whether an entry is meant and not only like what was typed: Enter may carry it out unseen."""
    wanted = typed.strip().casefold()
    return not wanted or max(_points(words, wanted) for words in _words(entry)) >= CERTAIN


def _points(words: str, wanted: str) -> float:
    """Return how well words match: a beginning beats a part, a part beats letters in order, those beat likeness."""
    if words.startswith(wanted):
        return 200.0 - len(words)
    if wanted in words:
        return 150.0 - len(words) / 10
    if len(wanted) > 1 and _in_order(words, wanted):
        return CERTAIN
    return fuzz.partial_ratio(wanted, words) * 0.8 if len(wanted) > 2 else 0.0


def _in_order(words: str, wanted: str) -> bool:
    """Whether each part of the words begins with the next letters wanted: "op st" or "os" for "open station"."""
    parts = words.split()
    initials = "".join(part[0] for part in parts)
    if wanted.replace(" ", "") in initials:
        return True
    pieces = wanted.split()
    at = 0
    for part in parts:
        if at < len(pieces) and part.startswith(pieces[at]):
            at += 1
    return len(pieces) > 1 and at == len(pieces)


@lru_cache(maxsize=1024)
def _words(entry: Entry) -> tuple[str, ...]:
    """Return everything that an entry may be called by: title, English, pinyin, initials."""
    plain = dict.fromkeys((entry.title, *entry.also, _english().get(entry.title, "")))
    found = [words.casefold() for words in plain if words]
    for words in (entry.title, *entry.also):
        if not words.isascii():
            from pypinyin import lazy_pinyin

            sounds = [sound for sound in lazy_pinyin(words) if sound.strip()]
            found += ["".join(sounds).casefold(), "".join(s[0] for s in sounds).casefold()]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    return read_catalogue("en")
