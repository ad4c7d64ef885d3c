"""Labelled texts of a whole demo station: what is answered is right, nearly all is answered, and nothing is forced."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from benchmarks.address_texts import Variants
from benchmarks.bench_addresses import add_hard_places, judge, shares
from data.clock import FixedClock
from data.demo.make import make_demo
from data.exchange.addresses import AddressBook

OF_STYLE = 10
EVERY = 12  # of the company addresses


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    path = tmp_path_factory.mktemp("district") / "d.station"
    station = make_demo(path, clock=FixedClock(datetime(2026, 11, 21, 4, tzinfo=UTC)))
    add_hard_places(station)
    yield station
    station.close()


@pytest.fixture(scope="module")
def judged(district):
    book = AddressBook(district)
    cases = list(Variants(district).make(OF_STYLE))
    return cases, [judge(case, book.match(case.text)) for case in cases]


def test_answers_are_right(judged):
    cases, results = judged
    wrong = [(c.style, c.text) for c, r in zip(cases, results, strict=True) if r == "wrong"]
    precision, _ = shares(cases, results)
    assert precision >= 0.995, wrong


def test_nearly_all_is_answered(judged):
    cases, results = judged
    silent = [(c.style, c.text) for c, r in zip(cases, results, strict=True) if r == "silent"]
    _, answered = shares(cases, results)
    assert answered >= 0.97, silent


def test_there_are_many_styles_and_traps(judged):
    cases, _ = judged
    assert len({c.style for c in cases}) >= 60
    assert {c.expect for c in cases} == {"found", "outside", "unsure"}


def test_the_same_seed_writes_the_same_texts(district):
    first, second = (list(Variants(district, seed=3).make(2)) for _ in range(2))
    assert first == second


def test_company_addresses_of_the_whole_country_name_nothing_here(district, shared_data):
    with (shared_data / "places" / "company_addresses.csv").open(encoding="utf-8", newline="") as file:
        texts = [row[0] for row in csv.reader(file)][1::EVERY]
    book = AddressBook(district)
    assert [t for t in texts if book.match(t).found] == []
