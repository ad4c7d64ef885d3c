"""What each role gets out of the station: nothing that is covered, and nothing of people in kinds that it may not read."""

from __future__ import annotations

import shutil
from functools import cache

import pytest

from data.accounts import passwords
from data.errors import NotAllowed
from data.exchange.export import Wish, records_json, write_out
from data.query import Query, Where
from data.store.station import Station
from tests.leaks.staff import PASSWORD, ROLES, secrets_of, staff
from tests.leaks.texts import texts_of
from widgets.search_rows import found_rows

MOST = 40  # records of a kind


@pytest.fixture(scope="module")
def staffed(demo_file, tmp_path_factory):
    """The demo with an account in each role, what is secret from each, and numbers that somebody may type."""
    path = tmp_path_factory.mktemp("roles") / "demo.station"
    shutil.copy(demo_file, path)
    with pytest.MonkeyPatch.context() as patch, Station.open(path) as station:
        patch.setattr(passwords, "COST", [(1, 8, 1)])
        typed = [str(station.first(Query(k, (Where(f, "not", None),)))[f])
                 for k, f in (("person", "phone"), ("person", "name"), ("case", "caller_phone"), ("shop", "phone"))]  # fmt: skip
        staff(station)
        yield station, typed


@pytest.fixture(scope="module")
def known(demo_file, tmp_path_factory):
    """Return what is secret from a role."""
    path = tmp_path_factory.mktemp("all") / "demo.station"
    shutil.copy(demo_file, path)
    with Station.open(path) as whole:
        yield cache(lambda role: secrets_of(whole, role))


@pytest.fixture
def secrets(seated, known):
    """What is secret from who is seated."""
    station, _ = seated
    return known(station.session.roles[0].name)


@pytest.fixture(params=ROLES)
def seated(request, staffed):
    station, typed = staffed
    station.people.sign_in(request.param, PASSWORD)
    yield station, typed
    station.people.sign_out()


def hidden_from(station):
    return frozenset(k for k in station.kinds if not station.session.may_read(k))


def test_lists_and_searches(seated, secrets):
    station, typed = seated
    told = [str(records_json(station, station.read(Query(kind, order=("id",), limit=MOST)))) for kind in station.kinds]
    told += [f"{row.title} {row.second}" for text in ("张", *typed) for row in found_rows(station, text)]
    assert not secrets.within("\n".join(told))


def test_a_kind_that_may_not_be_read_answers_nothing(seated):
    station, typed = seated
    hidden = hidden_from(station)
    assert [k for k in hidden if station.read(Query(k, limit=1)) or station.count(Query(k))] == []
    assert not {hit.record.kind for text in typed for hit in station.find(text)} & hidden


def test_files(seated, secrets, tmp_path):
    station, _ = seated
    written = 0
    for kind in ("shop", "camera", "case", "dispute", "task", "residence", "organisation"):
        out = tmp_path / f"{kind}.csv"
        try:
            write_out(station, Wish((Query(kind, order=("id",), limit=MOST),), "csv", out, who="x"))
        except NotAllowed:
            assert not out.exists()
            continue
        written += 1
        assert not secrets.within(texts_of(out)), kind
    assert bool(written) == station.session.may_export


def test_histories(seated, secrets):
    station, _ = seated
    told = []
    for kind in hidden_from(station):
        told += [repr(e) for id in range(1, 60) for e in station.history(kind, id)]
    assert not secrets.within("\n".join(told))
