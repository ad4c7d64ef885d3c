"""Station files from elsewhere: nothing in them runs, and what would is refused by its name."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from data.errors import BadInput, Damaged
from data.records import Edit
from data.store import Station, known, untrusted

RUNNING = {
    "a trigger": "CREATE TRIGGER evil AFTER INSERT ON person BEGIN DELETE FROM _content; END",
    "a trigger named like ours": "CREATE TRIGGER _meta_keep_update BEFORE UPDATE ON _meta BEGIN DELETE FROM _content; END",
    "a view": "CREATE VIEW evil AS SELECT * FROM person",
    "a virtual table": "CREATE VIRTUAL TABLE evil USING fts5(a)",
    "a virtual table named like ours": "CREATE VIRTUAL TABLE _search_evil USING fts5(a, content='person')",
    "a generated column": "CREATE TABLE evil (a, b GENERATED ALWAYS AS (a || hex(a)) VIRTUAL)",
    "a generated column, short": "ALTER TABLE person ADD COLUMN evil TEXT AS (name || 'x')",
    "a check": "CREATE TABLE evil (a CHECK (a > abs(-9223372036854775808)))",
    "a default": "CREATE TABLE evil (a DEFAULT (randomblob(1000000000)))",
    "a generated column between brackets that hide quotes": "CREATE TABLE evil ([x'], b AS (hex([x'])), [y'])",
    "a default between other quotes": "CREATE TABLE evil (`x'`, b DEFAULT (randomblob(1000000000)), `y'`)",
    "a check between comments": "CREATE TABLE evil (a /* ' */, b CHECK (b > 1) /* ' */)",
    "a check behind a comment": "CREATE TABLE evil (a, -- '\n b CHECK (b > 1), -- '\n c)",
    "an index over an expression": "CREATE INDEX evil ON person (lower(name))",
    "an index with a condition": "CREATE INDEX evil ON person (name) WHERE length(name) > 3",
    "a foreign key that deletes": "CREATE TABLE evil (a REFERENCES person (id) ON DELETE CASCADE)",
    "a conflict that replaces": "CREATE TABLE evil (a UNIQUE ON CONFLICT REPLACE)",
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "别处.station"
    with Station.create(path, "别处", origin=(121.5, 31.2)) as made:
        made.apply([Edit("person", None, {"name": "张伟"})], who="a", why="b")
    return path


def written(file, *statements):
    connection = dbapi2.connect(str(file))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("statement", RUNNING.values(), ids=list(RUNNING))
def test_what_would_run_is_refused_by_its_name(file, statement):
    written(file, statement)
    with pytest.raises(BadInput, match=r"evil|_meta_keep_update|person"):
        Station.open(file)


@pytest.mark.parametrize("between", ["  ", "/**/", "\n", "\t"])
def test_a_virtual_table_written_otherwise_is_refused(file, between):
    written(
        file, RUNNING["a virtual table"], "PRAGMA writable_schema = 1",
        f"UPDATE sqlite_master SET sql = 'CREATE{between}VIRTUAL TABLE evil USING fts5(a)' WHERE name = 'evil'",
    )  # fmt: skip
    with pytest.raises(BadInput, match="evil"):
        Station.open(file)


def test_it_is_refused_when_it_is_only_read_too(file):
    written(file, RUNNING["a view"])
    with pytest.raises(BadInput, match="evil"):
        Station.open(file, read_only=True)


def test_a_plain_table_of_another_program_is_left_alone(file):
    written(file, "CREATE TABLE other (a TEXT NOT NULL DEFAULT 'as check', \"check\" REAL UNIQUE)")
    with Station.open(file) as station:
        assert station.verify().sound


def test_functions_of_the_schema_are_not_trusted(file):
    with Station.open(file) as station:
        connections = [station._engine.connection, station._engine.door.reader()]
        assert [c.execute("PRAGMA trusted_schema").fetchone()[0] for c in connections] == [0, 0]
        connections[1].close()


def test_a_declaration_that_is_too_long_is_not_parsed(file, monkeypatch):
    monkeypatch.setattr(untrusted, "LARGEST_KIND", 20)
    with pytest.raises(BadInput, match="类别声明"):
        Station.open(file)


def test_a_declaration_that_is_no_json_is_told_as_damage(file):
    written(file, "UPDATE _meta SET value = '{' WHERE name = 'next_id'")
    with pytest.raises(Damaged):
        Station.open(file)


def test_text_that_is_no_text_is_told_as_damage(file):
    written(file, "UPDATE _kinds SET declaration = CAST(x'ff00fe' AS TEXT) WHERE name = 'person'")
    with pytest.raises(Damaged):
        Station.open(file)


def test_a_file_is_known_after_it_was_closed_here_until_somebody_touches_it(file):
    assert not known.wants_a_look(file)
    written(file, "CREATE TABLE other (a)")
    assert known.wants_a_look(file)


def test_a_file_of_another_machine_is_looked_through(file, monkeypatch, tmp_path):
    monkeypatch.setenv("WATCHROOM_HOME", str(tmp_path / "elsewhere"))
    seen = []
    monkeypatch.setattr(untrusted, "check_structure", lambda _connection, path: seen.append(path))
    Station.open(file).close()
    Station.open(file).close()
    assert seen == [file]


def test_a_file_that_was_refused_is_looked_through_the_next_time_too(file):
    written(file, RUNNING["a view"])
    for _ in range(2):
        with pytest.raises(BadInput, match="evil"):
            Station.open(file)
        assert known.wants_a_look(file)


def test_a_tree_that_leads_astray_is_told_before_it_is_read(file):
    raw = dbapi2.connect(str(file))
    page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = '_content'").fetchone()[0]
    raw.close()
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 + 3 : (page - 1) * 4096 + 7] = b"\xff\xff\x00\x09"  # number of cells, where they begin
    file.write_bytes(content)
    with pytest.raises(Damaged):
        Station.open(file)
