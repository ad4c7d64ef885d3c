"""Pieces of the search index made by a process of its own while the rows are written, and written in the same transaction."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from sqlcipher3.dbapi2 import Connection

import data
from data.kinds import Kind
from data.progress import Progress
from data.store import deferred, segment
from data.store.indexing import PIECE
from data.store.piece_child import receive, send
from data.store.schema import searched
from data.store.segment import Made

LOG = logging.getLogger(__name__)
WORTH = 20_000  # rows from which on the process pays
AHEAD = 4  # pieces that are asked for and not yet written
LOOK = 0.05  # seconds between two looks at whether to stop
ROOT = str(Path(data.__file__).parents[1])
# It multiplies no matrices: threads for that would only spin when they are made, on the core that the window wants.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# What lies in the folder in which the program was started is not loaded: only this program's own root is added.
COMMAND = "import sys; sys.path.insert(0, sys.argv[1]); from data.store.piece_child import main; main()"


class PieceMaker:
    """The process; it loads while the file is still being read. Close it when the rows are written, or are not."""

    def __init__(self) -> None:
        no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen([sys.executable, "-I", "-c", COMMAND, ROOT], env={**os.environ, **ALONE},
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                         creationflags=no_window)  # fmt: skip
        self._asking = ThreadPoolExecutor(1, "pieces")

    @property
    def running(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, first: int, fields: Sequence[tuple[str, Sequence[Any]]]) -> Future[Made | None]:
        """Ask for the piece of rows with ids from ``first`` on, given by each column's search and values.

        None comes where it cannot be made so, or the process has ended.
        """
        return self._asking.submit(self._exchange, orjson.dumps({"first": first, "fields": fields}))

    def _exchange(self, question: bytes) -> Made | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            send(self._process.stdin, question)
            body = receive(self._process.stdout)
        except (OSError, ValueError) as error:  # it has ended, or was ended
            LOG.info("no piece of the search index: %s", error)
            return None
        made: Made | None = pickle.loads(body) if body else None
        return made

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._asking.shutdown(wait=True, cancel_futures=True)
        with suppress(OSError), self._process:  # what of a question could not be sent any more is no matter
            pass
        self._process.wait()


class Makers:
    """At most one process at a time, started when very many rows are expected and ended when they are written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ready: PieceMaker | None = None

    def expect(self, rows: int) -> None:
        """Let the process load, if so many rows are worth it."""
        if rows < WORTH:
            return
        with self._lock:
            if self._ready is not None and not self._ready.running:
                self._ready.close()
                self._ready = None
            if self._ready is None:
                try:
                    self._ready = PieceMaker()
                except OSError as error:  # no memory, or no processes left: the rows are written all the same
                    LOG.warning("no process for pieces of the search index: %s", error)

    @contextmanager
    def lent(self, rows: int) -> Iterator[PieceMaker | None]:
        """Give the process to who writes so many rows now; None where it is not worth it."""
        self.expect(rows)
        with self._lock:
            maker, self._ready = (self._ready, None) if rows >= WORTH else (None, self._ready)
        try:
            yield maker
        finally:
            if maker is not None:
                maker.close()

    def close(self) -> None:
        """End what waits."""
        with self._lock:
            maker, self._ready = self._ready, None
        if maker is not None:
            maker.close()


@dataclass(slots=True)
class Pieces:
    """The search tokens of very many new rows of one kind, whose ids follow one another."""

    maker: PieceMaker
    connection: Connection
    kind: Kind
    progress: Progress | None
    missing: bool = False  # whether some were put off
    _first: int = 0
    _gathered: dict[str, list[Any]] = field(default_factory=dict)
    _asked: deque[tuple[range, Future[Made | None]]] = field(default_factory=deque)

    def take(self, ids: range, columns: Mapping[str, Sequence[Any]]) -> None:
        """Take rows that were written; columns without a value may lack."""
        if not self._gathered:
            self._first = ids.start
            self._gathered = {f.name: [] for f in searched(self.kind)}
        for name, gathered in self._gathered.items():
            gathered.extend(columns.get(name) or [None] * len(ids))
        if ids.stop - self._first >= PIECE:
            self._ask(ids.stop)
        while self._asked and (len(self._asked) > AHEAD or self._asked[0][1].done()):
            self._write_next()

    def ask_rest(self) -> None:
        """Ask for the piece of the last rows, so that it is made while rows of other kinds are written."""
        if self._gathered:
            self._ask(self._first + len(next(iter(self._gathered.values()))))

    def finish(self) -> None:
        """Write all that is left; what could not be made so is put off."""
        self.ask_rest()
        while self._asked:
            self._write_next()

    def _ask(self, end: int) -> None:
        fields = [(f.search, self._gathered[f.name]) for f in searched(self.kind)]
        self._asked.append((range(self._first, end), self.maker.ask(self._first, fields)))
        self._gathered = {}

    def _write_next(self) -> None:
        ids, made = self._asked.popleft()
        while not wait((made,), timeout=LOOK).done:
            if self.progress is not None:
                self.progress.check()
        piece = made.result()
        try:
            if piece is None:
                raise segment.Unfit
            segment.write(self.connection, f"_search_{self.kind.name}", piece)
        except segment.Unfit:
            deferred.put_off(self.connection, self.kind.name, ids)
            self.missing = True
