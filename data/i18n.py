"""Translation of user-facing text; the source language is Chinese, the catalogues are Qt Linguist files.

Every user-facing sentence is written in Chinese inside ``tr("...")``. Catalogues lie in
``resources/translations/<language>/*.ts`` and are read here without Qt, so that the command line and the
window speak from the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

from data.paths import resource

LANGUAGES = ("zh", "en")


class _Words(NamedTuple):
    """A language: source text to translation, and to that where the number ``n`` in it is one, if it differs."""

    language: str
    texts: dict[str, str]
    of_one: dict[str, str]


_chosen = [_Words("zh", {}, {})]
_spoken: ContextVar[_Words | None] = ContextVar("spoken", default=None)  # for one piece of work


def set_language(language: str) -> None:
    """Choose the language of all text from now on: one of `LANGUAGES`."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _chosen[0] = _read(language)


def language() -> str:
    """Return the language in use."""
    return (_spoken.get() or _chosen[0]).language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let one piece of work on this thread speak another language, such as a file that is written in it."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    token = _spoken.set(_read(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def tr(source: str, /, **values: object) -> str:
    """Return the text in the language in use, with ``{name}`` places filled from ``values``."""
    words = _spoken.get() or _chosen[0]
    text = words.texts.get(source, source)
    if source in words.of_one and str(values.get("n")) == "1":
        text = words.of_one[source]
    return text.format(**values) if values else text


def mark(source: str, /) -> str:
    """Return the text as it is: it will be translated where it is shown, and translators find it here."""
    return source


def choose(labels: dict[str, str]) -> str:
    """Return the label of a ``{"zh": ..., "en": ...}`` pair for the language in use."""
    return labels.get(language()) or labels.get("zh") or next(iter(labels.values()), "")


def read_catalogue(language: str) -> dict[str, str]:
    """Return source text to translation for a language; empty for the source language."""
    return _read(language).texts


@cache
def in_every_language(source: str) -> frozenset[str]:
    """Return a text as programs may have written it into a file: in any language that was spoken then."""
    return frozenset({source, *(read_catalogue(language).get(source, source) for language in LANGUAGES)})


def _straight(text: str) -> str:
    """Return a text with straight quotes: fonts for Chinese draw curly ones as wide as a Chinese character."""
    return text.replace("“", '"').replace("”", '"').replace("’", "'")


def _read(language: str) -> _Words:
    words = _Words(language, {}, {})
    folder = resource("translations") / language
    for path in sorted(folder.glob("*.ts")):
        for message in ElementTree.parse(path).iter("message"):
            source, translation = message.findtext("source"), message.find("translation")
            if not source or translation is None or translation.get("type") == "unfinished":
                continue
            forms = [_straight(form.text or "") for form in translation.iter("numerusform")]  # of one, of many
            text = forms[-1] if forms else _straight(translation.text or "")
            if text:
                words.texts[source] = text
            if len(forms) > 1:
                words.of_one[source] = forms[0]
    return words
