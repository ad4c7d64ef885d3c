"""Care of the file: what is in it, whether it is sound, a copy of it, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.accounts.session import Session
from data.disk_words import why_not
from data.errors import BadInput, WatchroomError
from data.i18n import tr
from data.kinds import Kind, Kinds
from data.progress import Progress
from data.store import attachments, compared, compared_search, deferred, erased, meta, replacing, retired, signing
from data.store import heads as signed
from data.store.chain import walk
from data.store.connect import Door, existing_door, told
from data.store.durable import put_in_place
from data.store.heads import Head
from data.store.schema import quote, search_table, searched

MOST_PROBLEMS = 100  # of one sort that are told
GO_BACK = "try_restore"  # the command that somebody must be allowed, to put a backup in the place of a station as to try it
PAGES = 2048  # copied in one step of a backup


@dataclass(frozen=True, slots=True)
class Info:
    """What `watchroom info` tells. ``extent`` is west, south, east, north in degrees, None when nothing has a place."""

    name: str
    encrypted: bool
    extent: tuple[float, float, float, float] | None
    kinds: Mapping[str, int]
    journal: int


@dataclass(frozen=True, slots=True)
class Soundness:
    """What `watchroom verify` tells: number of journal entries, and each problem as a sentence."""

    journal: int
    problems: tuple[str, ...]
    erased: int = 0  # entries of the journal whose content was erased; the chain goes through them

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def info(connection: Connection, kinds: Kinds, name: str, encrypted: bool) -> Info:
    """Return what the file holds."""
    counts = {k: int(connection.execute(f"SELECT count(*) FROM {quote(k)}").fetchone()[0]) for k in kinds}
    entries = int(connection.execute("SELECT COALESCE(max(entry + count - 1), 0) FROM _journal").fetchone()[0])
    return Info(name, encrypted, _extent(connection), counts, entries)


def _extent(connection: Connection) -> tuple[float, float, float, float] | None:
    west, south, east, north = connection.execute("SELECT min(w), min(s), max(e), max(n) FROM _place").fetchone()
    return None if west is None else (west, south, east, north)


def verify(
    connection: Connection, kinds: Kinds, encrypted: bool, progress: Progress | None = None, heads: Sequence[Head] = ()
) -> Soundness:
    """Check file, links, indexes, attachments and the whole journal chain, also against heads that were kept elsewhere."""
    progress = progress or Progress()
    progress.check()
    problems = _file(connection, encrypted)
    if problems:  # which entries can still be read, and are as they were, is worth knowing all the more
        return Soundness(_length(connection), tuple(problems + _journal(connection, heads, progress)))
    problems += _links(connection, kinds)
    waiting = deferred.kinds_waiting(connection)
    for kind in kinds.values():
        problems += _indexes(connection, kind, tokens=kind.name not in waiting)
    problems += attachments.unsound(connection)
    problems += _journal(connection, heads, progress)
    if not problems and not encrypted:  # no page is authenticated: a changed byte shows where things are said twice
        problems += meta.unlike_sums(connection) + compared.unlike_journal(connection, kinds, progress)
        problems += compared_search.unlike_records(connection, kinds, progress)
    if not problems:
        problems += retired.unlike_journal(connection)
    return Soundness(_length(connection), tuple(problems), 0 if problems else erased.count(connection))


def _length(connection: Connection) -> int:
    try:
        return int(connection.execute("SELECT COALESCE(sum(count), 0) FROM _journal").fetchone()[0])
    except dbapi2.DatabaseError:
        return 0


def _file(connection: Connection, encrypted: bool) -> list[str]:
    try:
        found = [r[0] for r in connection.execute("PRAGMA integrity_check") if r[0] != "ok"]
        if encrypted and _settled(connection):
            found += [r[0] for r in connection.execute("PRAGMA cipher_integrity_check")]
    except dbapi2.DatabaseError as error:
        found = [str(error)]
    return [tr("文件已损坏：{why}", why=w) for w in found[:MOST_PROBLEMS]]


def _settled(connection: Connection) -> bool:
    """Whether the file holds the newest of every page: its pages are authenticated as they lie, without the write-ahead log.

    After a power cut a page can be half written that the log holds whole. Pages in use were authenticated while they were read.
    """
    try:
        _, waiting, written = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except dbapi2.OperationalError:  # opened only to read
        return False
    return bool(waiting == written)


def _links(connection: Connection, kinds: Kinds) -> list[str]:
    found = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST_PROBLEMS)
    problems = [
        tr("{kind}（编号 {id}）指向的{target}不存在", kind=_label(kinds, r[0]), id=r[1], target=_label(kinds, r[2])) for r in found
    ]
    for kind in kinds.values():
        for field in (f for f in kind.links if len(f.to) > 1):
            for target in field.to:
                problems += _dangling(connection, kinds, kind, field.name, target)
    return problems


def _dangling(connection: Connection, kinds: Kinds, kind: Kind, field: str, target: str) -> list[str]:
    if target not in kinds:
        return []
    link, companion = quote(field), quote(f"{field}_kind")
    rows = connection.execute(
        f"SELECT id FROM {quote(kind.name)} s WHERE {companion} = ? AND {link} IS NOT NULL "
        f"AND NOT EXISTS (SELECT 1 FROM {quote(target)} t WHERE t.id = s.{link}) LIMIT {MOST_PROBLEMS}",
        (target,),
    )
    return [tr("{kind}（编号 {id}）指向的{target}不存在", kind=kind.label, id=r[0], target=kinds[target].label) for r in rows]


def _label(kinds: Kinds, name: str) -> str:
    return kinds[name].label if name in kinds else name


def _indexes(connection: Connection, kind: Kind, *, tokens: bool) -> list[str]:
    """Return what is wrong with a kind's indexes; without ``tokens`` those of the search are still being made."""
    problems = []
    if kind.place.own and _count(connection, f"{quote(kind.name)} WHERE geometry IS NOT NULL") != _count(
        connection, f"_place WHERE kind = '{kind.name}'"
    ):
        problems.append(tr("{kind}的位置索引与记录不一致", kind=kind.plural))
    if tokens and searched(kind):
        filled = " OR ".join(f"{quote(f.name)} IS NOT NULL" for f in searched(kind))
        missing = f"({filled}) AND id NOT IN (SELECT rowid FROM {search_table(kind.name)})"
        stray = f"{search_table(kind.name)} WHERE rowid NOT IN (SELECT id FROM {quote(kind.name)})"
        if _count(connection, f"{quote(kind.name)} WHERE {missing}") or _count(connection, stray):
            problems.append(tr("{kind}的搜索索引与记录不一致", kind=kind.plural))
    return problems


def _count(connection: Connection, what: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])


def _journal(connection: Connection, heads: Sequence[Head], progress: Progress) -> list[str]:
    """Walk the whole journal, hold it against its signed heads, and name every entry that is not as it was written."""
    try:
        kept, rewritten = list(signed.heads(connection)), erased.digests(connection)
    except (dbapi2.DatabaseError, orjson.JSONDecodeError):  # an entry that tells of an erasing is broken: the walk names it
        kept, rewritten = [], {}
    found = walk(connection, rewritten, {h.entry for h in (*kept, *heads)}, _length(connection), progress)
    faults = [*found.faults, *signing.against_heads(found, kept)]
    faults += [] if faults else signing.lacking(connection, found, kept)
    if heads:
        faults += signing.against_outside(found, heads, *signed.who(connection))
    return [f.sentence for f in faults[:MOST_PROBLEMS]]


def backup(door: Door, out: Path, progress: Progress | None = None) -> None:
    """Write a consistent copy of the file under the same passphrase; the console may go on writing.

    Raises
    ------
    BadInput
        If something lies at the target already, or it cannot be written.
    """
    _copy(door, out, progress or Progress())


def _copy(door: Door, out: Path, progress: Progress) -> None:
    if out.exists():
        raise BadInput(tr("{file} 已经存在，请换一个文件名", file=out), file=out)
    part = out.with_name(f"{out.name}.part")
    try:
        with told(out):
            _copy_pages(door, part, progress)
        put_in_place(part, out)
    except OSError as error:
        raise BadInput(tr("写不了备份 {file}：{why}", file=out, why=error.strerror), file=out) from error
    finally:
        for leftover in ("", "-wal", "-shm", "-journal"):
            Path(f"{part}{leftover}").unlink(missing_ok=True)


def _copy_pages(door: Door, part: Path, progress: Progress) -> None:
    part.unlink(missing_ok=True)
    with part.open("xb"):
        pass
    source = door.reader()
    try:
        source.execute("BEGIN")  # one moment of the file: else the copy begins anew with each change, and positions never rest
        source.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        target = Door(part, door.key).bare()
        try:

            def tell(_status: int, remaining: int, total: int) -> None:
                progress.report(total - remaining, total, tr("备份"))

            source.backup(target, pages=PAGES, progress=tell)
        finally:
            target.close()
    finally:
        source.close()


def restore(backup_file: Path, station: Path, *, passphrase: str | None = None, replace: Session | None = None) -> None:
    """Put a backup in the place of a station file, after it was found sound.

    ``replace`` says in whose name a station that lies there is replaced; without it nothing may lie there.

    Killed at any moment, what lay there lies there, or the backup, whole.

    Raises
    ------
    BadInput
        If the backup is no station, or a station lies there and ``replace`` was not said.
    NotAllowed
        If somebody has the station open, or they may not replace it.
    WatchroomError
        If the backup is not sound.
    """
    from data.store.station import Station

    replacing.finish(station)
    if station.exists() and replace is None:
        raise BadInput(tr("{file} 已经存在：换一个文件名，或先移走它。", file=station), file=station)
    if replace is not None:
        replace.demand(GO_BACK, tr("恢复备份"))
    with Station.open(backup_file, passphrase=passphrase, read_only=True) as opened:
        soundness = opened.verify()
        door = existing_door(backup_file, passphrase, read_only=True)
    if not soundness.sound:
        raise WatchroomError(tr("备份 {file} 不完好：{why}", file=backup_file, why=soundness.problems[0]))
    fresh = replacing.fresh_path(station)
    fresh.unlink(missing_ok=True)
    try:
        _copy(door, fresh, Progress())
        replacing.replace_station(station)
    except OSError as error:
        raise BadInput(tr("恢复不了 {file}：{why}", file=station, why=why_not(error)), file=station) from error
    finally:
        replacing.drop_fresh(station)
