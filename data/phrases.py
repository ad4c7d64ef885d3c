"""Loading the pinyin library in pieces: in one, as it does it, no other thread has the interpreter for 50 ms."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from time import sleep
from types import ModuleType

import orjson

MODULE, FILE = "pypinyin.phrases_dict", "phrases_dict.json"
BETWEEN = '\n],\n"'  # two phrases, as the file is written
PIECE = 1500  # phrases that are read at once: a millisecond
BREATH = 0.002  # seconds between two pieces in which others have the interpreter

Phrases = dict[str, list[list[str]]]


def load_pinyin() -> None:
    """Load the library with all its phrases; where it keeps them otherwise than is known, it loads them in its own way."""
    found = find_spec("pypinyin") if "pypinyin" not in sys.modules else None
    for folder in (found.submodule_search_locations or ()) if found is not None else ():
        module = _module(Path(folder, FILE))
        if module is not None:
            sys.modules.setdefault(MODULE, module)  # what the library asks for when it is loaded
    import pypinyin  # noqa: F401


def _module(path: Path) -> ModuleType | None:
    """Return what the library's own module would be; None where the file cannot be read so."""
    phrases: Phrases = {}
    try:
        for piece in _pieces(path.read_text(encoding="utf-8").strip()):
            phrases.update(orjson.loads(piece))
            sleep(BREATH)
    except (OSError, ValueError):
        return None
    module = ModuleType(MODULE)
    module.__dict__["phrases_dict"] = phrases
    return module


def _pieces(text: str) -> Iterator[str]:
    """Return a JSON object of lists cut into objects of so many members."""
    members = text.removeprefix("{").removesuffix("}").strip().removeprefix('"').removesuffix("]").split(BETWEEN)
    for start in range(0, len(members), PIECE):
        yield '{"' + BETWEEN.join(members[start : start + PIECE]) + "]}"
