"""Pieces of the search index written in one go are to FTS5 as if it had written them itself."""

import random

import pytest
from sqlcipher3 import dbapi2

from data.kinds.load import builtin_kinds
from data.store import indexing, segment, varint
from data.store.fts_structure import Structure
from data.store.postings import postings_of
from data.store.schema import create_search

TABLE = "_search_person"
NAMES = ["张伟", "李娜", "王小明", "欧阳娜娜", "单雄信", "Anna Lee", "阿依古丽·买买提", None]
WORK = ["第三人民医院", "河滨菜市场12号", None, "IT", "个体 经营"]


def people(count, seed=1, first=1):
    dice = random.Random(seed)
    ids = list(range(first, first + count * 3, 3))
    columns = {
        "name": [dice.choice("张李王赵") + dice.choice("伟芳娜秀") + dice.choice(["", "英", "敏"]) for _ in ids],
        "id_number": [f"99{dice.randrange(10**15):015d}X" for _ in ids],
        "phone": [dice.choice([None, f"139{dice.randrange(10**8):08d}"]) for _ in ids],
        "work": [dice.choice(WORK) for _ in ids],
        "address": [None] * count,
    }
    columns["name"][: len(NAMES)] = NAMES
    return ids, columns


@pytest.fixture(scope="module")
def kind():
    return builtin_kinds()["person"]


@pytest.fixture
def index(kind):
    with_search = dbapi2.connect(":memory:", isolation_level=None)
    create_search(with_search, kind)
    yield with_search
    with_search.close()


def fill(connection, kind, ids, columns):
    connection.execute("BEGIN")
    segment.write(connection, TABLE, segment.make(postings_of(kind, ids, columns)))
    connection.execute("COMMIT")


def taken_in(kind, *sets):
    """Return an index that FTS5 made row by row."""
    native = dbapi2.connect(":memory:", isolation_level=None)
    create_search(native, kind)
    for ids, columns in sets:
        indexing.add_tokens(native, kind, ids, columns)
    return native


def content(connection):
    connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.entries USING fts5vocab(main, '{TABLE}', 'instance')")
    return connection.execute("SELECT term, doc FROM temp.entries").fetchall()


def found(connection, match, order="ASC"):
    statement = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH ? ORDER BY rowid {order}"
    return [row[0] for row in connection.execute(statement, (match,))]


def check(connection):
    connection.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('integrity-check')")


def test_it_holds_what_fts5_would(index, kind):
    rows = people(4000)
    fill(index, kind, *rows)
    assert content(index) == content(taken_in(kind, rows))


def test_fts5_finds_no_fault_in_it(index, kind):
    fill(index, kind, *people(4000))
    check(index)


def test_each_token_is_found(index, kind):
    rows = people(600)
    fill(index, kind, *rows)
    native = taken_in(kind, rows)
    for term in {term for term, _ in content(native)}:
        assert found(index, f'"{term}"') == found(native, f'"{term}"'), term


def test_tokens_that_go_on_over_many_pages_meet_rare_ones(index, kind):
    ids, columns = people(40_000)
    columns["phone"] = [f"139{n * 7919 % 10**8:08d}" for n in range(40_000)]
    fill(index, kind, ids, columns)
    native = taken_in(kind, (ids, columns))
    check(index)
    both = '"139" AND "娜" AND "987"'
    assert found(index, both) == found(native, both) != []


def test_it_is_read_backwards(index, kind):
    rows = people(40_000)
    fill(index, kind, *rows)
    assert found(index, '"99"*', "DESC") == rows[0][::-1]


def test_several_pieces_are_one_index(index, kind):
    first, second = people(3000), people(3000, seed=2, first=20_000)
    fill(index, kind, *first)
    fill(index, kind, *second)
    assert content(index) == content(taken_in(kind, first, second))


def test_rows_before_and_after_it_stay_found(index, kind):
    before, made, after = people(30, seed=3, first=100_000), people(3000), people(30, seed=4, first=200_000)
    indexing.add_tokens(index, kind, *before)
    fill(index, kind, *made)
    indexing.add_tokens(index, kind, *after)
    assert content(index) == content(taken_in(kind, made, before, after))


def test_what_is_removed_is_found_no_more(index, kind):
    ids, columns = people(3000)
    fill(index, kind, ids, columns)
    index.execute(f"DELETE FROM {TABLE} WHERE rowid % 2 = 0")
    assert found(index, '"99"*') == [i for i in ids if i % 2]


def test_it_is_merged_with_the_rest(index, kind):
    sets = [people(2500, seed=s, first=s * 100_000 + 1) for s in range(4)]
    for each in sets:
        fill(index, kind, *each)
        index.execute(f"DELETE FROM {TABLE} WHERE rowid = ?", (each[0][7],))
    index.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")
    check(index)
    native = taken_in(kind, *sets)
    for ids, _ in sets:
        native.execute(f"DELETE FROM {TABLE} WHERE rowid = ?", (ids[7],))
    assert content(index) == content(native)


def test_small_pieces_that_lie_lower_come_before_it(index, kind):
    for n in range(6):
        indexing.add_tokens(index, kind, *people(20, seed=n, first=n * 1000 + 1))
    fill(index, kind, *people(2500, first=50_000))
    (block,) = index.execute(f"SELECT block FROM {TABLE}_data WHERE id = 10").fetchone()
    origins = [s.first_origin for level in reversed(Structure.read(block).levels) for s in level.segments]
    assert origins == sorted(origins)


def test_the_structure_is_written_as_it_was_read(index, kind):
    for n in range(20):
        indexing.add_tokens(index, kind, *people(20, seed=n, first=n * 1000 + 1))
    (block,) = index.execute(f"SELECT block FROM {TABLE}_data WHERE id = 10").fetchone()
    assert Structure.read(block).written() == block


def test_nothing_is_left_of_one_taken_back(index, kind):
    index.execute("BEGIN")
    segment.write(index, TABLE, segment.make(postings_of(kind, *people(2500))))
    index.execute("ROLLBACK")
    assert content(index) == []


def test_a_token_that_is_too_long_is_left_to_fts5(kind):
    ids, columns = people(10)
    columns["work"][3] = "x" * 300
    with pytest.raises(segment.Unfit):
        segment.make(postings_of(kind, ids, columns))


def test_rows_without_a_token_are_no_part_of_it(index, kind):
    ids, columns = people(2500)
    for column in columns.values():
        column[5] = None
    fill(index, kind, ids, columns)
    assert index.execute(f"SELECT count(*) FROM {TABLE}_docsize").fetchone() == (2499,)


@pytest.mark.parametrize("numbers", [[0], [127, 128, 16383, 16384], [2**35, 1, 2**21 - 1, 2**50]])
def test_numbers_are_read_back(numbers):
    assert varint.read_all(varint.packed(varint.np.array(numbers))) == numbers
    assert varint.packed(varint.np.array(numbers)) == varint.written(numbers)
