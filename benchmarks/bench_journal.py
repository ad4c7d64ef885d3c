"""What it costs that looks are entries: opening records with and without, checking the chain, reading a million entries."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path
from time import perf_counter

from benchmarks.bench_start import demo
from benchmarks.figure import p95, tell, tell_bound
from data.progress import Progress
from data.query import Query, equals
from data.store import Station, erased, journal
from data.store.audit import Filter
from data.store.chain import walk

OPENED = 400
ROUNDS = 15
COST = 1.3  # at most, of opening a record with its look noted
PAGE_MS = 300.0
RARE_SECONDS = 10.0  # for one act among a million entries, which is read in the background
ENTRIES = 1_000_000
AT_ONCE = 100_000
SOME = 9  # looks of one person in one change set


def main() -> bool:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = demo(Path(folder))
        with closing(Station.open(file)) as station:
            return all([*looks(station), chain(station), *long_journal(station)])


def looks(station: Station) -> list[bool]:
    """Measure opening residents: the record, its place, history and residences; with the look noted, and without."""
    people = station.columns(Query("person", order=("id",), limit=OPENED), ("id",))["id"]
    plain, noted = [], []
    for round in range(ROUNDS):
        plain.append(_open_all(station, people, ""))
        noted.append(_open_all(station, people, f"警官{round}"))
    first = statistics.median(noted) / OPENED * 1000
    return [tell("opening a record, its look an entry", first, "ms", goal=COST, peer="without an entry",
                 peer_value=statistics.median(plain) / OPENED * 1000)]  # fmt: skip


def _open_all(station: Station, people: list[int], who: str) -> float:
    """Return the seconds for all, the last look written."""
    start = perf_counter()
    for id in people:
        station.get("person", id, placed=True)
        station.history("person", id)
        station.read(equals("residence", person=id))
        if who:
            station.note("view", "person", (id,), who=who)
    station.looks("person", people[0])  # what waits is written now
    return perf_counter() - start


def chain(station: Station) -> bool:
    """Measure the walk of `verify` over the journal against one that only chains and names nothing."""
    with station._engine.readers.lend() as connection:
        length = station.info().journal
        ours = min(_timed(lambda: walk(connection, {}, (), length, Progress())) for _ in range(ROUNDS))
        bare = min(_timed(lambda: _plain_walk(connection)) for _ in range(ROUNDS))
    return tell("walking the chain, every fault named", ours, "s", goal=COST, peer="up to the first fault", peer_value=bare)


def _plain_walk(connection: object) -> None:
    """Walk as the program did before it named everything: stop at the first row that does not fit."""
    import hashlib

    before, rewritten = journal.NOTHING_BEFORE, erased.digests(connection)  # type: ignore[arg-type]
    rows = connection.execute(  # type: ignore[attr-defined]
        "SELECT entry, batch, action, kind, record, last, count, CAST(body AS BLOB), digest, hash FROM _journal ORDER BY entry"
    )
    expected = 1
    for *heading, body, digest, hashed in rows:
        assert heading[0] == expected
        assert hashlib.sha256(body or b"").digest() == rewritten.get(heading[0], digest)
        before = journal.link_of(before, heading, digest)
        assert before == hashed
        expected += heading[-1]


def long_journal(station: Station) -> list[bool]:
    """Measure pages of a journal of a million looks: the first ones, and the search for one rare act."""
    station.note("sign_in_failed", who="某人")
    notes = _notes()
    for _ in range(ENTRIES // AT_ONCE):
        with station._engine.writing() as connection:
            for who, kind, ids in islice(notes, AT_ONCE // (SOME + 1)):
                group = journal.Group("view", kind, ids, [{}] * SOME)
                journal.append(connection, [group], at="2026-11-22T12:00:00Z", who=who, why="", command="")
    before, pages = None, []
    for _ in range(20):
        start = perf_counter()
        page = station.journal_page(Filter(), before=before)
        pages.append(perf_counter() - start)
        before = page.before
    rare = _timed(lambda: station.journal_page(Filter(acts=("sign_in_failed",))))
    return [
        tell_bound("page of a journal of a million entries, p95", p95(pages) * 1000, "ms", goal=PAGE_MS),
        tell_bound("one act among a million entries", rare, "s", goal=RARE_SECONDS),
    ]


def _notes() -> Iterator[tuple[str, str, range]]:
    for number in count():
        first = 1000 + number * SOME % 5000
        yield f"警官{number % 30}", "person", range(first, first + SOME)


def _timed(work: object) -> float:
    start = perf_counter()
    work()  # type: ignore[operator]
    return perf_counter() - start
