"""Translation of user-facing text; the source language is Chinese, the catalogues are Qt Linguist files.

Every user-facing sentence is written in Chinese inside ``tr("...")``. Catalogues lie in
``resources/translations/<language>/*.ts`` and are read here without Qt, so that the command line and the
window speak from the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from xml.etree import ElementTree

from data.paths import resource

LANGUAGES = ("zh", "en")

_catalogue: dict[str, str] = {}
_chosen = ["zh"]
_spoken: ContextVar[tuple[str, dict[str, str]] | None] = ContextVar("spoken", default=None)  # for one piece of work


def set_language(language: str) -> None:
    """Choose the language of all text from now on: one of `LANGUAGES`."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _catalogue.clear()
    _catalogue.update(read_catalogue(language))
    _chosen[0] = language


def language() -> str:
    """Return the language in use."""
    spoken = _spoken.get()
    return spoken[0] if spoken is not None else _chosen[0]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let one piece of work on this thread speak another language, such as a file that is written in it."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    token = _spoken.set((language, read_catalogue(language)))
    try:
        yield
    finally:
        _spoken.reset(token)


def tr(source: str, /, **values: object) -> str:
    """Return the text in the language in use, with ``{name}`` places filled from ``values``."""
    spoken = _spoken.get()
    text = (_catalogue if spoken is None else spoken[1]).get(source, source)
    return text.format(**values) if values else text


def mark(source: str, /) -> str:
    """Return the text as it is: it will be translated where it is shown, and translators find it here."""
    return source


def choose(labels: dict[str, str]) -> str:
    """Return the label of a ``{"zh": ..., "en": ...}`` pair for the language in use."""
    return labels.get(language()) or labels.get("zh") or next(iter(labels.values()), "")


def read_catalogue(language: str) -> dict[str, str]:
    """Return source text to translation for a language; empty for the source language."""
    found: dict[str, str] = {}
    folder = resource("translations") / language
    for path in sorted(folder.glob("*.ts")):
        for message in ElementTree.parse(path).iter("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            if source and translation is not None and translation.text and translation.get("type") != "unfinished":
                found[source] = translation.text
    return found
