"""What a covered number answers to: as a whole, with or without what separates it, by what its cover shows, and by nothing else."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from data.kinds import builtin_kinds
from data.store.guarded import answered, told_by
from data.store.terms import Term

NUMBERS = ("13901234567", "139-0123-4567", "139 0123 4567", "0999-1234567", "010.1234567", "1234567", "31019919850312001x",
           "310199-19850312-001X", "310199 19850312 001X", "3101991985")  # fmt: skip
TYPED = (
    "13901234567", "1390", "139", "4567", "0123", "1234567", "09991234567", "0101234567", "3101", "31019", "310199", "31019919",
    "3101991985", "001x", "31019919850312001x", "1985",
)  # fmt: skip


@pytest.fixture
def person():
    return builtin_kinds()["person"]


@pytest.mark.parametrize("typed", TYPED)
def test_the_question_finds_what_the_record_says(person, typed):
    connection = dbapi2.connect(":memory:")
    columns = ", ".join(f'"{name}"' for name in person.fields)
    connection.execute(f"CREATE TABLE t (id INTEGER PRIMARY KEY, {columns})")
    kept = {}
    for id, (name, number) in enumerate(((n, number) for n in ("phone", "id_number") for number in NUMBERS), 1):
        connection.execute(f'INSERT INTO t (id, "{name}") VALUES (?, ?)', (id, number))
        kept[id] = (person.fields[name], number)
    values = []

    def take(value):
        values.append(value)
        return "?"

    term = Term("digits" if typed.isdigit() else "mixed", typed)
    found = {row[0] for row in connection.execute(f"SELECT id FROM t WHERE {answered(person, term, take)}", values)}
    connection.close()
    assert found == {id for id, (field, number) in kept.items() if told_by(field, number, term)}
