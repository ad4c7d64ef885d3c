"""What a caller says in one line, taken apart: number, name, how grave it is, and the words that may name the place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data.duty.incidents.types import phrase_starts
from data.exchange.spoken import BREAK, HAPPENS, LEAD, NAMED, PHONE, SAID, TITLED
from data.kinds import Kind
from data.kinds.phones import read_phone
from data.paths import resource

LONGEST = 60  # characters of one part that are looked up


@dataclass(frozen=True, slots=True)
class Heard:
    """One line taken apart. ``parts`` are the texts in which a place may stand, the likeliest first."""

    text: str
    phone: str
    caller: str
    severity: str  # "" where nothing said tells it
    because: str  # the word that told it
    parts: tuple[str, ...]


def hear(kind: Kind, text: str) -> Heard:
    """Take a line apart; nothing said is not an error."""
    rest, phone = _phone(text)
    rest, caller = _caller(rest)
    severity, because = _severity(rest)
    return Heard(text, phone, caller, severity, because, tuple(dict.fromkeys(_parts(kind, rest)))[:8])


def _phone(text: str) -> tuple[str, str]:
    """Return the text without the first telephone number, and the number as it is stored."""
    for found in PHONE.finditer(text):
        number = read_phone(found[0])
        if number:
            return f"{text[: found.start()]} {text[found.end() :]}", number
    return text, ""


def _caller(text: str) -> tuple[str, str]:
    for pattern in (SAID, NAMED, TITLED):
        found = pattern.search(text)
        if found:
            return f"{text[: found.start()]} {text[found.end() :]}", found[1]
    return text, ""


def _severity(text: str) -> tuple[str, str]:
    for severity in ("major", "urgent"):
        word = next((w for w in grave_words()[severity] if w in text), "")
        if word:
            return severity, word
    return "", ""


def _parts(kind: Kind, text: str) -> Iterator[str]:
    """Yield pieces that may be a place: each stretch between blanks, cut where something happens, then as it is."""
    for piece in BREAK.split(text):
        plain = LEAD.sub("", piece)
        if len(plain) < 2:
            continue
        cuts = [at for at in (*phrase_starts(kind, plain), *(m.start() for m in HAPPENS.finditer(plain))) if at > 1]
        for at in sorted(set(cuts)):
            yield plain[:at][:LONGEST]
        yield plain[:LONGEST]


@cache
def grave_words() -> dict[str, tuple[str, ...]]:
    """Return the words that make a case "major" or "urgent" whatever its type."""
    read = tomllib.loads(resource("protocols", "grave.toml").read_text(encoding="utf-8"))
    return {severity: tuple(read[severity]) for severity in ("major", "urgent")}
