"""Whether the tables of a file have the columns that the program asks for: a plain file may be changed, by hand or by a byte."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from data.errors import Damaged
from data.i18n import tr
from data.kinds import Kind
from data.store import heads
from data.store.schema import SYSTEM, value_names


def check_columns(connection: Connection, kinds: Iterable[Kind], file: object, *, system: bool = True) -> None:
    """Refuse a file in which a column is missing; more than are asked for are left alone.

    With ``system`` False the tables that carry the station itself are not looked at, as a file of an earlier format has fewer.

    Raises
    ------
    Damaged
        If one is; the sentence names kind or table, and column.
    """
    wanted = {kind.name: value_names(kind) for kind in kinds}
    for table, columns in {**(_system() if system else {}), **wanted}.items():
        found = {row[1]: (row[2], row[5]) for row in connection.execute("SELECT * FROM pragma_table_info(?)", (table,))}
        missing = next((name for name in columns if name not in found), None)
        if missing is None and table in wanted and found["id"] != ("INTEGER", 1):
            missing = "id"  # it is there and no longer the number of the row, by which everything is found
        if missing is not None:
            raise Damaged(tr("站文件 {file} 里的表“{table}”少了“{column}”这一列：文件被改动或损坏过，请用备份恢复",
                             file=file, table=table, column=missing))  # fmt: skip


@cache
def _system() -> dict[str, tuple[str, ...]]:
    """Return the columns of the tables that every station has, as the program makes them."""
    connection = dbapi2.connect(":memory:")
    try:
        connection.executescript(f"{SYSTEM}{heads.TABLE}")
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_place*'").fetchall()
        asked = "SELECT name FROM pragma_table_info(?)"
        return {name: tuple(row[0] for row in connection.execute(asked, (name,))) for (name,) in named}
    finally:
        connection.close()
