"""What was typed into forms and not saved: kept in the station file, so encrypted as it is, and out of the journal.

It lies among the settings, which erasing goes through: nothing of an erased person stays in a form that was left.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import orjson

from data.clock import format_utc, parse_utc
from data.errors import WatchroomError
from data.store import meta

if TYPE_CHECKING:
    from data.store.engine import Engine

LOG = logging.getLogger(__name__)
PREFIX = "setting.unsaved."
LASTS = timedelta(days=30)  # what nobody went on with by then is forgotten


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form: text by field, and when (UTC as stored)."""

    at: str
    texts: Mapping[str, str]


class Unsaved:
    """Keeps what was typed by ``desk`` (who, on which computer), form and record (0 for a new one). Safe from any thread.

    Where the file cannot be written just now it is kept in memory, and written with the next key.
    """

    _memory: dict[tuple[str, str], Typed] = {}  # noqa: RUF012 - of the whole program, by file and name
    _turn = threading.Lock()  # of who changes it

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def free(self) -> bool:
        """Whether nobody writes just now: then keeping takes no time."""
        free = self._engine.lock.acquire(blocking=False)
        if free:
            self._engine.lock.release()
        return free

    def keep(self, desk: str, form: str, about: int, texts: Mapping[str, str]) -> bool:
        """Keep what stands in a form; False where it is only in memory."""
        name, typed = _name(desk, form, about), Typed(format_utc(self._engine.clock.now()), dict(texts))
        place = self._place(name)
        with self._turn:
            self._memory[place] = typed
        try:
            with self._engine.writing() as connection:
                if self._memory.get(place) is typed:  # else the form was saved, or typed in again, while this waited for the writer
                    meta.put(connection, name, {"at": typed.at, "texts": typed.texts})
        except WatchroomError:
            return False
        with self._turn:
            if self._memory.get(place) is typed:
                del self._memory[place]
        return True

    def kept(self, desk: str, form: str, about: int) -> Typed | None:
        """Return what was typed there and not saved."""
        name = _name(desk, form, about)
        waiting = self._memory.get(self._place(name))
        if waiting is not None:
            return waiting
        with self._engine.readers.lend() as connection:
            raw = meta.get(connection, name)
        return _typed(raw)

    def drop(self, desk: str, form: str, about: int) -> None:
        """Forget it: it was saved, or thrown away."""
        name = _name(desk, form, about)
        with self._turn:
            waits = self._memory.pop(self._place(name), None) is not None  # maybe in a thread that is about to write it
        if self._engine.door.read_only:
            return
        with self._engine.readers.lend() as connection:
            if meta.get(connection, name) is None and not waits:
                return
        with self._engine.writing() as connection:
            meta.drop(connection, [name])

    def saved(self, desk: str, form: str, about: int) -> None:
        """Forget it, for what it was about is done; where that fails now it is offered once more, and what was done is done."""
        try:
            self.drop(desk, form, about)
        except WatchroomError as error:
            LOG.warning("what was typed and is saved by now lies in the file still: %s", type(error).__name__)

    def waiting(self, form: str) -> int:
        """Return in how many forms of this name something was typed and not saved, by anybody."""
        with self._engine.readers.lend() as connection:
            asked = "SELECT name FROM _meta WHERE substr(name, 1, ?) = ?"
            names = {name for (name,) in connection.execute(asked, (len(PREFIX), PREFIX)).fetchall()}
        file = str(self._engine.door.path)
        names |= {name for path, name in tuple(self._memory) if path == file}
        return sum(name.rsplit("|", 2)[1] == form for name in names if name.count("|") >= 2)

    def drop_old(self) -> int:
        """Forget what nobody went on with for a month; return how much that was."""
        if self._engine.door.read_only:
            return 0
        before = self._engine.clock.now() - LASTS
        with self._engine.readers.lend() as connection:
            asked = "SELECT name, value FROM _meta WHERE substr(name, 1, ?) = ?"
            found = connection.execute(asked, (len(PREFIX), PREFIX)).fetchall()
        typed = [(name, _typed(orjson.loads(value))) for name, value in found]
        old = [name for name, t in typed if t is None or parse_utc(t.at) < before]
        if old:
            with self._engine.writing() as connection:
                meta.drop(connection, old)
        return len(old)

    def _place(self, name: str) -> tuple[str, str]:
        return str(self._engine.door.path), name


def _name(desk: str, form: str, about: int) -> str:
    return f"{PREFIX}{desk}|{form}|{about}"


def _typed(raw: object) -> Typed | None:
    if not isinstance(raw, dict) or not isinstance(raw.get("texts"), dict) or not isinstance(raw.get("at"), str):
        return None
    return Typed(raw["at"], {str(k): str(v) for k, v in raw["texts"].items()})
