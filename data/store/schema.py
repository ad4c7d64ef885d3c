"""The tables: one for each kind, written from its declaration, and the few that carry the station itself."""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection

from data.kinds import Field, Kind

# Of the file; a newer one is refused politely. 2: search tokens of which few are of one record only; 3: states of cases;
# 4: accounts; 5: signed heads of the journal.
FORMAT = 5

SQL_TYPES = {"int": "INTEGER", "bool": "INTEGER", "link": "INTEGER", "real": "REAL", "solid": "BLOB"}  # the rest is TEXT
DERIVED = ("geometry", "lon", "lat")  # columns that every kind has beside its fields

# Names of our own start with "_", which no kind may, so that they never meet.
SYSTEM = """
CREATE TABLE _meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE _kinds (name TEXT PRIMARY KEY, declaration TEXT NOT NULL, toml TEXT) WITHOUT ROWID;
CREATE TABLE _content (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS _accounts (id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS _passwords (account INTEGER PRIMARY KEY, hash TEXT NOT NULL, once INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS _sign_ins (name TEXT PRIMARY KEY, failures INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE _unindexed (kind TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE VIRTUAL TABLE _place USING rtree(id, w, e, s, n, +kind TEXT);
CREATE TABLE _journal (
  entry INTEGER PRIMARY KEY, batch INTEGER NOT NULL, action TEXT NOT NULL, kind TEXT NOT NULL, record INTEGER NOT NULL,
  last INTEGER NOT NULL, count INTEGER NOT NULL, body BLOB NOT NULL, digest BLOB NOT NULL, hash BLOB NOT NULL);
CREATE INDEX _journal_record ON _journal (record) WHERE count = 1;
CREATE INDEX _journal_pack ON _journal (kind, record, last) WHERE count > 1;
CREATE INDEX _journal_begin ON _journal (entry) WHERE action = 'begin';
CREATE TRIGGER _journal_keep_update BEFORE UPDATE ON _journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER _journal_keep_delete BEFORE DELETE ON _journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


def create_system(connection: Connection) -> None:
    """Make the tables that every station has."""
    for statement in _statements(SYSTEM):
        connection.execute(statement)


def create_accounts(connection: Connection) -> None:
    """Make the tables of accounts in a file of before they were."""
    for statement in _statements(SYSTEM):
        if "IF NOT EXISTS" in statement:
            connection.execute(statement)


def _statements(script: str) -> list[str]:
    """Split a script at the semicolons that end a line; triggers stand on one line each."""
    return [s.strip() for s in script.split(";\n") if s.strip()]


def quote(name: str) -> str:
    """Return a column or table name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def value_names(kind: Kind) -> tuple[str, ...]:
    """Return all columns of a kind's table, the id first."""
    return ("id", *kind.fields, *DERIVED)


def column_type(field: Field) -> str:
    """Return the SQL type of a field."""
    return SQL_TYPES.get(field.type, "TEXT")


def column_definition(field: Field) -> str:
    """Return a field's column; a link to one kind is a foreign key, checked when the change set is complete."""
    definition = f"{quote(field.name)} {column_type(field)}"
    if field.type == "link" and len(field.to) == 1:
        definition += f" REFERENCES {quote(field.to[0])} (id) DEFERRABLE INITIALLY DEFERRED"
    return definition


def create_kind(connection: Connection, kind: Kind) -> None:
    """Make a kind's table, indexes and search index."""
    columns = [
        "id INTEGER PRIMARY KEY",
        *(column_definition(f) for f in kind.fields.values()),
        "geometry BLOB",
        "lon REAL",
        "lat REAL",
    ]
    connection.execute(f"CREATE TABLE {quote(kind.name)} ({', '.join(columns)})")
    create_indexes(connection, kind)
    create_search(connection, kind)


def create_indexes(connection: Connection, kind: Kind) -> None:
    """Make the indexes of links and of the fields that ask for one."""
    for index, field in indexes(kind).items():
        connection.execute(f"DROP INDEX IF EXISTS {_older_name(kind, field)}")
        connection.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {quote(kind.name)} ({quote(field.name)})")


def drop_index(connection: Connection, kind: Kind, field: Field) -> None:
    """Remove the index of a field."""
    for name in (_index_name(kind, field), _older_name(kind, field)):
        connection.execute(f"DROP INDEX IF EXISTS {name}")


def indexes(kind: Kind) -> dict[str, Field]:
    """Return the names of a kind's indexes, quoted, with the field of each."""
    indexed = [f for f in kind.fields.values() if f.index or f.type == "link"]
    return {_index_name(kind, f): f for f in indexed}


def _index_name(kind: Kind, field: Field) -> str:
    """Return a name that no kind can have: tables and indexes share one list of names."""
    return quote(f"{kind.name}.{field.name}")


def _older_name(kind: Kind, field: Field) -> str:
    """Return what the index was called in files of before."""
    return quote(f"{kind.name}_{field.name}")


def searched(kind: Kind) -> tuple[Field, ...]:
    """Return the fields that the search box looks into."""
    return tuple(f for f in kind.fields.values() if f.search)


def search_table(kind: str) -> str:
    """Return the name of a kind's search index."""
    return quote(f"_search_{kind}")


def create_search(connection: Connection, kind: Kind) -> None:
    """Make a kind's search index; it keeps no text of its own, only tokens (`data.store.tokens`)."""
    if not searched(kind):
        return
    table = search_table(kind.name)
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} "
        "USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')"
    )
    connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', 16777216)")


def drop_search(connection: Connection, kind: str) -> None:
    """Remove a kind's search index."""
    connection.execute(f"DROP TABLE IF EXISTS {search_table(kind)}")
