"""What stored records go by, as numbers: they find what a dictionary finds, and values tell two things of one number apart."""

from __future__ import annotations

import numpy as np

from data.exchange.tables.hashed import HashIndex, Marks, hashes, joined
from data.exchange.tables.held import Held
from data.exchange.tables.likeness import NamedAt
from data.exchange.tables.residents import Residences
from data.exchange.tables.stored import StoredRecords
from data.records import Edit


def index(**ids):
    return HashIndex([(hashes(ids, len(ids)), np.array(list(ids.values()), np.int64))])


def test_an_index_finds_all_ids_in_their_order():
    pieces = [(hashes(["a", "b"], 2), np.array([7, 3])), (hashes(["a"], 1), np.array([5]))]
    found = HashIndex(pieces)
    assert (found.ids("a"), found.ids("b"), found.ids("c")) == ([7, 5], [3], [])


def test_only_what_has_one_id_is_sure():
    pieces = [(hashes(["a", "b", "a"], 3), np.array([7, 3, 5]))]
    ids, sure = HashIndex(pieces).only(hashes(["b", "a", "c"], 3))
    assert (ids, sure.tolist()) == ([3, 7, 0], [True, False, False])


def test_an_empty_index_knows_nothing():
    assert (HashIndex([]).ids("a"), HashIndex([]).only(hashes("a", 1))[0], len(HashIndex([]))) == ([], [0], 0)
    assert not HashIndex([]).mark(hashes("ab", 2)).any()
    assert not Marks(np.zeros(0, np.int64)).mark(hashes("ab", 2)).any()


def test_marks_are_of_what_is_in():
    assert index(a=1, b=2).mark(hashes("bxa", 3)).tolist() == [True, False, True]
    assert Marks(hashes("ab", 2)).mark(hashes("bxa", 3)).tolist() == [True, False, True]


def test_a_name_is_known_where_it_is_known():
    known = NamedAt(joined(hashes(["张伟", "李娜"], 2), hashes([4, "金沙路1号"], 2)))
    assert known.mark(["张伟", "李娜", "张伟", "李娜"], [4, 4, "金沙路1号", "金沙路1号"]).tolist() == [True, False, False, True]


def test_values_are_fetched_and_given_back_at_any_time(town, monkeypatch):
    monkeypatch.setattr("data.exchange.tables.held.PIECE", 3)
    monkeypatch.setattr("data.exchange.tables.held.MOST", 4)
    town.apply([Edit("person", None, {"name": f"张{n}"}) for n in range(10)], who="t", why="t")
    held = Held(town, town.kinds["person"], ["name"])
    pieces = [(ids.tolist(), columns["name"]) for ids, columns in held.pieces()]
    stored = {id: name for ids, names in pieces for id, name in zip(ids, names, strict=True)}
    assert len(stored) >= 10
    assert {id: held.value(id, "name") for id in stored} == stored
    assert held.columns([*stored, 10**9], ["name"]) == [[*stored.values(), None]]


def test_two_keys_of_one_number_are_told_apart_by_their_values(town, monkeypatch):
    monkeypatch.setattr("data.exchange.tables.stored.hashes", lambda things, count: np.zeros(count, np.int64))
    monkeypatch.setattr(HashIndex, "ids", lambda self, thing: self._ids.tolist())
    first, second = (c.id for c in town.apply(
        [Edit("person", None, {"name": "张伟", "phone": f"1390000000{n}"}) for n in (1, 2)], who="t", why="t").changes)  # fmt: skip
    stored = StoredRecords(town, town.kinds["person"], ["name", "phone"], Residences(town))
    assert stored.find({"name": "张伟", "phone": "13900000002"}).id == second
    assert stored.find({"name": "张伟", "phone": "13900000001"}).id == first
    assert stored.find({"name": "张伟", "phone": "13900000003"}).id is None
