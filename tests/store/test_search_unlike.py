"""A search index that does not say what the records say is noticed and made anew."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from data.paths import user_folder
from data.progress import Progress
from data.query import Query
from data.records import Edit
from data.store import Station, compared_search
from data.store.schema import quote


@pytest.fixture
def closed(tmp_path):
    """A closed plain station with some people, of whom one was renamed and one removed."""
    file = tmp_path / "a.station"
    with Station.create(file, "金沙", origin=(121.5, 31.2)) as station:
        names = ["张伟", "李娜", "欧阳芷若", "Anna Müller", "ＡＢＣ公司"]
        ids = [c.id for c in station.apply([Edit("person", None, {"name": n, "phone": "13977778888"}) for n in names],
                                           who="王", why="x").changes]  # fmt: skip
        station.apply([Edit("person", ids[0], {"name": "王芳"}), Edit("person", ids[1], None)], who="王", why="x")
        station.apply([Edit("building", None, {"name": "金沙小区1栋", "address": "金沙路 1 号 A-2"})], who="王", why="x")
    return file


def flipped(file, old, new):
    """Change bytes in the pages of the search index of people, and nothing else."""
    raw = dbapi2.connect(str(file))
    blocks = raw.execute(f"SELECT id, block FROM {quote('_search_person_data')}").fetchall()
    hit = [(block.replace(old, new, 1), id) for id, block in blocks if old in block]
    assert hit
    raw.executemany(f"UPDATE {quote('_search_person_data')} SET block = ? WHERE id = ?", hit)
    raw.commit()
    raw.close()
    (user_folder() / "left.json").unlink(missing_ok=True)


def unlike(station):
    with station._engine.readers.fresh() as connection:
        return compared_search.unlike(connection, station.kinds, Progress())


def test_an_index_as_it_was_written_is_like_the_records(closed):
    with Station.open(closed) as station:
        assert unlike(station) == []


def test_so_is_one_of_very_many(tmp_path):
    with Station.create(tmp_path / "b.station", "金沙", origin=(121.5, 31.2)) as station:
        people = [Edit("person", None, {"name": f"住户{chr(0x4E00 + n)}{n}", "phone": f"139{n:08d}"}) for n in range(2500)]
        station.apply(people, who="王", why="x")
        station._engine.index_now()
        assert unlike(station) == []


def test_a_changed_token_is_noticed_by_verify(closed):
    flipped(closed, "芷".encode(), "芸".encode())
    with Station.open(closed) as station:
        assert any("搜索索引" in problem for problem in station.verify().problems)


def test_it_is_made_anew_and_told(closed):
    flipped(closed, "芷".encode(), "芸".encode())
    with Station.open(closed) as station:
        assert station.mend_search() == [station.kinds["person"].plural]
        assert [hit.title for hit in station.find("芷若")] != []
        assert station.verify().problems == ()


def test_a_file_that_is_as_it_was_left_is_not_looked_at_again(closed, monkeypatch):
    Station.open(closed).close()

    def looked(*_):
        raise AssertionError("looked")

    monkeypatch.setattr(compared_search, "unlike", looked)
    with Station.open(closed) as station:
        assert station.mend_search() == []


def test_nothing_of_the_look_is_left_in_the_file(closed):
    with Station.open(closed) as station:
        unlike(station)
        assert station.count(Query("person")) == 4
    raw = dbapi2.connect(str(closed))
    assert not raw.execute("SELECT 1 FROM sqlite_master WHERE name = '_words'").fetchall()
    raw.close()
