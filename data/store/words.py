"""Finding a person's names and numbers in what people wrote beside the records: reasons, what was searched for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.i18n import tr
from data.kinds import Kind
from data.store import tokens

LEAST_NAME = 2  # characters
LEAST_NUMBER = 6  # digits of a part of a number, as people type it to search
DIGITS = re.compile(r"\d[\dXx]*")
LATIN = re.compile(r"[A-Za-z']+")


def telling(kind: Kind) -> dict[str, bool]:
    """Return the fields of a kind that tell who somebody is, and whether they are names and not numbers."""
    found = {}
    for name, field in kind.fields.items():
        if field.type in ("phone", "id_number"):
            found[name] = False
        elif field.type == "text" and (field.mask == "name" or f"{{{name}}}" in kind.title):
            found[name] = True
    return found


class Words:
    """Names and numbers that are to go out of texts: as they were written, in pinyin as it is typed, and parts of numbers."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str]) -> None:
        self.names = {n.casefold() for n in names if len(n) >= LEAST_NAME}
        self.numbers = {n.upper() for n in numbers if len(n) >= LEAST_NUMBER}
        self._lengths = sorted({len(n) for n in self.names}, reverse=True)
        self._joined = "|".join(self.numbers)
        self._spelt = {s for n in self.names for s in _spelt(n)}

    def __bool__(self) -> bool:
        return bool(self.names or self.numbers)

    def out_of(self, text: str) -> str:
        """Return a text with a mark in the place of every word."""
        return self._without_names(LATIN.sub(self._latin, DIGITS.sub(self._digits, text)))

    def _digits(self, found: re.Match[str]) -> str:
        run = found.group().upper()
        known = len(run) >= LEAST_NUMBER and (run in self._joined or any(n in run for n in self.numbers))
        return mark() if known else found.group()

    def _latin(self, found: re.Match[str]) -> str:
        return mark() if found.group().replace("'", "").lower() in self._spelt else found.group()

    def _without_names(self, text: str) -> str:
        for length in self._lengths:
            folded, at = text.casefold(), 0
            if len(folded) != len(text):
                folded = text
            while at <= len(folded) - length:
                if folded[at : at + length] in self.names:
                    text = f"{text[:at]}{mark()}{text[at + length :]}"
                    folded = f"{folded[:at]}{mark()}{folded[at + length :]}"
                    at += len(mark())
                else:
                    at += 1
        return text


def mark() -> str:
    """Return what stands where a word was taken out."""
    return tr("〔已清除〕")


def _spelt(name: str) -> Iterable[str]:
    """Return how a Chinese name is typed in pinyin, whole."""
    if not all("\u4e00" <= c <= "\u9fff" for c in name):
        return ()
    return ("".join(reading) for reading in tokens.readings(name))
