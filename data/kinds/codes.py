"""Code lists for quick look-up: by value, by label in any language, by what others call it."""

from __future__ import annotations

import re

from data.kinds.model import Choice, Field
from data.kinds.writing import narrow


class Codes:
    """A field's code list for quick look-up; ``field`` keeps the field alive, so that its id stays its own."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.values = {c.value: c for c in field.choices}
        self.words: dict[str, str] = {}
        for words in (_own_words, _labels, _aliases):  # what a choice is called goes before what others call it
            for choice in field.choices:
                for word in words(choice):
                    self.words.setdefault(word_of(word), choice.value)


_known_codes: dict[int, Codes] = {}


def codes_of(field: Field) -> Codes:
    """Return the field's code list, made on first use."""
    found = _known_codes.get(id(field))
    if found is None:
        found = _known_codes[id(field)] = Codes(field)
    return found


def _own_words(choice: Choice) -> tuple[str, ...]:
    return (choice.value,)


def _labels(choice: Choice) -> tuple[str, ...]:
    return tuple(choice.labels.values())


def _aliases(choice: Choice) -> tuple[str, ...]:
    return choice.aliases


def word_of(text: str) -> str:
    """Return a word as code lists compare it: plain width, single blanks, no case."""
    return re.sub(r"\s+", " ", narrow(text).strip().casefold())
