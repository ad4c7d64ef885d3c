"""Whether the search index of a plain file says what the records say: a changed byte in it would hide somebody, or find another.

All pairs of token and record are added up as hashes, from the index and from the records; nothing of them is held. In an encrypted
file each page carries its own authentication, and this is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.i18n import tr
from data.kinds import Kind, Kinds
from data.progress import Progress
from data.resting import resting
from data.store import deferred, indexing
from data.store.schema import create_search, drop_search, quote, searched

TOKENS_SINCE = 2  # format of the file from which on tokens are made as they are now
CHUNK = 20_000  # records, or pairs, that are read at a time
VOCABULARY = "temp._words"
BETWEEN = re.compile(r"[\x00-/:-@\[-`{-\x7f]+")  # what FTS5's tokenizer "ascii" takes for gaps
ROUND = (1 << 64) - 1


def unlike_records(connection: Connection, kinds: Kinds, progress: Progress) -> list[str]:
    """Return a sentence for each kind whose search index is not what its records say."""
    return [tr("{kind}的搜索索引与记录不一致", kind=kinds[name].plural) for name in unlike(connection, kinds, progress)]


@resting()
def unlike(connection: Connection, kinds: Kinds, progress: Progress) -> list[str]:
    """Return the kinds whose search index is not what their records say; those that still wait for tokens are left out.

    So is a copy that was made when tokens were others.
    """
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) < TOKENS_SINCE:
        return []
    waiting = deferred.kinds_waiting(connection)
    found = []
    for kind in kinds.values():
        if searched(kind) and kind.name not in waiting:
            progress.report(0, 0, tr("核对搜索索引"))
            try:
                same = _sum(_indexed(connection, kind, progress)) == _sum(_told(connection, kind, progress))
            except (dbapi2.Error, UnicodeDecodeError, ValueError):
                same = False
            if not same:
                found.append(kind.name)
    return found


def make_anew(connection: Connection, kinds: Kinds, names: Iterable[str]) -> None:
    """Let the search index of kinds be made anew in the background; the caller holds the transaction."""
    for name in names:
        drop_search(connection, name)
        create_search(connection, kinds[name])
        connection.execute("DELETE FROM _unindexed WHERE kind = ?", (name,))
        first, last = connection.execute(f"SELECT min(id), max(id) FROM {quote(name)}").fetchone()
        if first is not None:
            deferred.put_off(connection, name, [first, last])


def _sum(pairs: Iterator[tuple[str, int]]) -> int:
    return sum(map(hash, pairs)) & ROUND


def _indexed(connection: Connection, kind: Kind, progress: Progress) -> Iterator[tuple[str, int]]:
    """Yield the tokens that stand in the index, with their records."""
    only = connection.execute("PRAGMA query_only").fetchone()[0]
    connection.execute("PRAGMA query_only = OFF")  # the vocabulary is a table of this connection and nothing in the file
    try:
        connection.execute(f"CREATE VIRTUAL TABLE {VOCABULARY} USING fts5vocab('main', '_search_{kind.name}', 'instance')")
        try:
            pairs = connection.execute(f"SELECT term, doc FROM {VOCABULARY}")
            while some := pairs.fetchmany(CHUNK):
                progress.check()
                yield from some
        finally:
            connection.execute(f"DROP TABLE {VOCABULARY}")
    finally:
        connection.execute(f"PRAGMA query_only = {int(only)}")


def _told(connection: Connection, kind: Kind, progress: Progress) -> Iterator[tuple[str, int]]:
    """Yield the tokens that the records have."""
    fields = searched(kind)
    columns = ", ".join(quote(n) for n in ("id", *(f.name for f in fields)))
    found = connection.execute(f"SELECT {columns} FROM {quote(kind.name)}")
    while some := found.fetchmany(CHUNK):
        progress.check()
        ids, *values = zip(*some, strict=True)
        for id, text in indexing.tokens_of_rows(kind, ids, {f.name: v for f, v in zip(fields, values, strict=True)}):
            yield from ((token, id) for token in {t for t in BETWEEN.split(_folded(text)) if t})


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else "".join(c.lower() if c < "\x80" else c for c in text)
