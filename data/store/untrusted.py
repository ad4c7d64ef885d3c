"""A station file is a database that somebody else may have made: nothing in it is allowed to run.

SQLite runs what a schema brings along: triggers and views, expressions of indexes, defaults, checks and generated columns,
actions of foreign keys, and the code of virtual tables. So before any table is read the schema is looked through, and all that
this program would not have written is refused by its name. Unknown plain tables are left alone: they are data.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.errors import BadInput, Damaged
from data.i18n import tr

LOG = logging.getLogger(__name__)

MOST_ENTRIES = 20_000  # of a schema: a kind brings some 15
MOST_SQL = 100_000  # characters of one entry
MOST_KINDS = 1_000
LARGEST_KIND = 500_000  # characters of a declaration

_NAME = r"(?:\"[^\"]+\"|\w+)"
_LITERAL = r"(?:-?\d+|'[^']*')"
_TEST = rf"{_NAME} (?:(?:=|<|>|<=|>=|<>) {_LITERAL}|IS NULL|IS NOT NULL)"
_INDEX = re.compile(
    rf"CREATE (?:UNIQUE )?INDEX {_NAME} ON {_NAME} \({_NAME}(?: DESC)?(?:, {_NAME}(?: DESC)?)*\)"
    rf"(?: WHERE {_TEST}(?: AND {_TEST})*)?"
)
_TRIGGER = re.compile(
    r"CREATE TRIGGER (_\w+)_keep_(?:update|delete) BEFORE (?:UPDATE|DELETE) ON \1 "
    r"BEGIN SELECT RAISE\(ABORT, '[^']*'\); END"
)
_VIRTUAL = re.compile(
    r"CREATE VIRTUAL TABLE (?:_place USING rtree\(id, w, e, s, n, \+kind TEXT\)|"
    r"\"_search_\w+\" USING fts5\(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii'\))"
)
_QUOTED = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'")
# A plain table as SQLite keeps it. What else quotes, and comments, could hide an expression from the look for those: we write none.
_PLAIN = re.compile(r"CREATE TABLE (?:\"[^\"]+\"|'[^']+'|\w+) ?\((?:(?!--|/\*)[^\[\]`])*", re.ASCII)
# Of a plain table: expressions, and what a foreign key or a conflict does to other rows by itself.
_RUNS = re.compile(r"\b(?:CHECK|GENERATED|AS|COLLATE|CONFLICT|CURRENT_\w+|ON\s+(?:DELETE|UPDATE)|DEFAULT\s*\()", re.IGNORECASE)
_WRITTEN = {"trigger": _TRIGGER, "index": _INDEX, "table": _VIRTUAL}


def check_schema(connection: Connection, file: object) -> None:
    """Refuse a file whose schema holds anything that runs and is not ours.

    Raises
    ------
    BadInput
        If there is such a thing; the sentence names it.
    Damaged
        If the schema cannot be read.
    """
    try:
        entries = connection.execute(f"SELECT type, name, sql FROM sqlite_master LIMIT {MOST_ENTRIES + 1}").fetchall()
        foreign = next((name for sort, name, sql in entries if not _ours(sort, name, sql)), None)
    except (dbapi2.Error, UnicodeDecodeError) as error:
        raise Damaged(tr("站文件 {file} 已损坏，请用备份恢复", file=file)) from error
    if foreign is not None or len(entries) > MOST_ENTRIES:
        said = tr("{file} 里有不是本程序写的内容（{name}），没有打开。来历不明的文件请勿使用；本站的文件请用备份恢复",
                  file=file, name=str(foreign or len(entries))[:80])  # fmt: skip
        raise BadInput(said, file=str(file))


def _ours(sort: str, name: str, sql: str | None) -> bool:
    """Whether an entry of the schema is one that this program writes, or a plain table."""
    if sql is None:
        return bool(sort == "index" and name.startswith("sqlite_autoindex_"))
    if not isinstance(sql, str) or len(sql) > MOST_SQL or sort not in _WRITTEN:
        return False
    if sort == "table" and _PLAIN.fullmatch(sql):
        return _RUNS.search(_QUOTED.sub(" q ", sql)) is None
    return _WRITTEN[sort].fullmatch(sql) is not None


def check_structure(connection: Connection, file: object) -> None:
    """Walk the trees of a file whose pages may be made to mislead.

    Raises
    ------
    Damaged
        If they are not sound.
    """
    try:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except (dbapi2.Error, UnicodeDecodeError):
        sound = False
    if not sound:
        raise Damaged(tr("站文件 {file} 已损坏，请用备份恢复", file=file))


@contextmanager
def taken_as_damage(file: object) -> Iterator[None]:
    """Turn what our own reading of a file's settings and declarations trips over into a sentence; the log keeps what it was.

    Raises
    ------
    Damaged
        If anything was not what this program writes.
    """
    try:
        yield
    except (dbapi2.Error, ValueError, TypeError, LookupError, RecursionError) as error:
        LOG.warning("a station file is not as it was written", exc_info=error)
        raise Damaged(tr("站文件 {file} 已损坏，请用备份恢复", file=file)) from error


def check_kinds(connection: Connection, file: object) -> None:
    """Refuse more or longer declarations of kinds than anybody writes, before they are parsed.

    Raises
    ------
    BadInput
        If there are.
    """
    found = connection.execute(
        "SELECT count(*), max(length(name)), max(length(declaration)), max(length(COALESCE(toml, ''))) FROM _kinds"
    ).fetchone()
    count, *longest = (int(n or 0) for n in found)
    if count > MOST_KINDS or max(longest) > LARGEST_KIND:
        raise BadInput(tr("{file} 里的类别声明太多或太长，没有打开", file=file), file=str(file))
