"""Signing the journal's end, and the journal against its signed heads: those in the file, and those that were kept elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import orjson
from sqlcipher3.dbapi2 import Connection

from data.clock import format_utc
from data.errors import WatchroomError
from data.store import heads, journal, untrusted
from data.store.chain import Walk
from data.store.engine import Engine
from data.store.faults import Fault
from data.store.heads import Head

LOG = logging.getLogger(__name__)


def seal(engine: Engine) -> Head | None:
    """Sign the journal's last entry if it is not yet; None where the file is only read, closed, damaged or held elsewhere."""
    if engine.door.read_only:
        return None
    try:
        with untrusted.taken_as_damage(engine.door.path), engine.lock:
            entry, hash = journal.tip(engine.connection)
            row = engine.connection.execute("SELECT max(entry) FROM _heads").fetchone()
            if row[0] == entry:
                return newest(engine)
            with engine.writing() as connection:
                entry, hash = journal.tip(connection)
                return heads.sign(connection, entry, hash, format_utc(engine.clock.now()))
    except WatchroomError as error:
        LOG.info("the journal was not signed: %s", error)
        return None


def newest(engine: Engine) -> Head | None:
    """Return the newest head in the file."""
    with engine.lock:
        return heads.last(engine.connection)


def against_heads(found: Walk, kept: Sequence[Head]) -> list[Fault]:
    """Return what does not fit the heads that lie in the file; what the chain told already is not told again."""
    faults: list[Fault] = []
    good, broken = 0, [f.first for f in found.faults]
    for head in kept:
        if not head.genuine:
            faults.append(Fault("head", head.entry, head.entry))
        elif head.entry > found.end:
            faults += [] if broken else [Fault("cut", found.end, found.end)]
            break
        elif found.hashes.get(head.entry) == head.hash:
            good = head.entry
        elif not any(good < b <= head.entry for b in broken):
            faults.append(Fault("anew", good + 1, head.entry))
            break
    return faults


def lacking(connection: Connection, found: Walk, kept: Sequence[Head]) -> list[Fault]:
    """Return the fault that a head is not there which was made: one follows as soon as `heads.EVERY` entries have none.

    Whoever writes the journal anew would else only have to take away the heads that it does not fit.
    """
    format = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found.faults or format < heads.SINCE:
        return []
    asked = "SELECT entry FROM _journal WHERE action = 'begin' AND entry > ? AND entry <= ? ORDER BY entry LIMIT 1"
    ends = [_first_signed(connection), *(head.entry for head in kept)]
    for before, after in zip(ends, [*ends[1:], found.end + 1], strict=True):
        begun = connection.execute(asked, (before + heads.EVERY, after)).fetchone()  # behind what should have been signed
        if begun is not None or (after > found.end and found.end - before >= heads.EVERY) or not kept:
            return [Fault("unsigned", before + 1, begun[0] - 1 if begun is not None else found.end)]
    return []


def _first_signed(connection: Connection) -> int:
    """Return the entry from which on there are heads: that of the migration that brought them, or the beginning."""
    for entry, body in connection.execute("SELECT entry, body FROM _journal WHERE action = 'format' ORDER BY entry"):
        if orjson.loads(body).get("format") == heads.SINCE:
            return int(entry)
    return 0


def against_outside(found: Walk, kept: Sequence[Head], station: str, public: bytes) -> list[Fault]:
    """Return what does not fit heads that were kept elsewhere; ``station`` and ``public`` are what the file says of itself."""
    faults = []
    for head in kept:
        if head.public != public or head.station != station:
            faults.append(Fault("stranger", head.entry, head.entry))
        elif head.entry > found.end:
            faults.append(Fault("short", head.entry, head.entry, found.end))
        elif found.hashes.get(head.entry) != head.hash:
            faults.append(Fault("outside", head.entry, head.entry))
    return faults
