"""Many small acts are as much as one large one: what a person took within a day is added up from the journal."""

from __future__ import annotations

import threading
from contextlib import nullcontext
from datetime import timedelta

import pytest

from data.accounts import approval
from data.accounts.approval import Unapproved
from data.accounts.session import bound
from data.clock import format_utc
from data.exchange import export as exporting
from data.exchange.export import Wish, write_out
from data.query import Query, Where
from data.records import Edit
from data.store import Station, taken
from data.store.in_time import StationInTime
from tests.accounts.conftest import NOW, PASSWORD, add, sit_down

HOUR = timedelta(hours=1)


@pytest.fixture
def crowd(staffed, monkeypatch):
    """The station with twelve more people; a list of six is much, uncovered one of four, and six one by one."""
    monkeypatch.setattr(approval, "LISTS", 6)
    monkeypatch.setattr(approval, "UNCOVERED", 4)
    monkeypatch.setattr(approval, "ONE_BY_ONE", 6)
    sit_down(staffed, "duty")
    people = [Edit("person", None, {"name": f"众{n}", "phone": f"139000000{n:02}"}) for n in range(12)]
    staffed.crowd = [c.id for c in staffed.apply(people, who="x", why="y").changes]
    return staffed


@pytest.fixture
def out(tmp_path):
    numbers = iter(range(99))
    return lambda: tmp_path / f"{next(numbers)}.csv"


def export(station, out, first, last, reason=""):
    ids = tuple(station.crowd[first:last])
    write_out(station, Wish((Query("person", (Where("id", "in", ids),)),), "csv", out(), reason=reason, who="x"))


def uncover(station, *numbers):
    return station.reveal_list("person", [station.crowd[n] for n in numbers], ["phone"], who="x", reason="核对")


def agree(station, act="export"):
    return approval.approve(station, act, "名单", login="commander", password=PASSWORD)


def test_the_last_small_list_of_many_needs_a_second_person(crowd, out):
    export(crowd, out, 0, 3)
    export(crowd, out, 3, 5)
    with pytest.raises(Unapproved, match="24 小时内已经取过 5 条"):
        export(crowd, out, 5, 6)


def test_the_same_records_again_are_no_more(crowd, out):
    for _ in range(3):
        export(crowd, out, 0, 2)
    export(crowd, out, 0, 3)
    assert len(_seconds(crowd)) == 3 * 2 + 3  # each is an entry still


def test_a_day_later_it_begins_anew(crowd, out, clock):
    export(crowd, out, 0, 5)
    clock.set(NOW + 23 * HOUR)
    with pytest.raises(Unapproved):
        export(crowd, out, 5, 6)
    clock.set(NOW + 24 * HOUR + timedelta(seconds=1))
    export(crowd, out, 5, 10)


def test_the_day_slides(crowd, out, clock):
    export(crowd, out, 0, 3)
    clock.set(NOW + 20 * HOUR)
    export(crowd, out, 3, 5)
    clock.set(NOW + 25 * HOUR)  # of the five, two are of this day still
    export(crowd, out, 5, 8)
    with pytest.raises(Unapproved, match="5 条"):
        export(crowd, out, 8, 9)


def test_a_clock_that_was_set_back_forgets_nothing(crowd, out, clock):
    export(crowd, out, 0, 5)
    clock.set(NOW - 48 * HOUR)
    with pytest.raises(Unapproved):
        export(crowd, out, 5, 6)


def test_a_clock_that_was_set_back_and_on_again_forgets_nothing(crowd, out, clock):
    export(crowd, out, 0, 5)
    clock.set(NOW - 48 * HOUR)
    add(crowd, "note", text="时钟拨慢了")
    clock.set(NOW + HOUR)
    with pytest.raises(Unapproved, match="5 条"):
        export(crowd, out, 5, 6)


def test_what_others_took_is_theirs(crowd, out):
    export(crowd, out, 0, 5)
    sit_down(crowd, "clerk")
    export(crowd, out, 5, 10)
    assert len(_seconds(crowd)) == 10


def test_signing_in_again_changes_nothing(crowd, out):
    export(crowd, out, 0, 5)
    crowd.people.sign_out()
    sit_down(crowd, "duty")
    with pytest.raises(Unapproved):
        export(crowd, out, 5, 6)


def test_what_was_agreed_to_does_not_count_and_counting_begins_anew(crowd, out):
    export(crowd, out, 0, 5)
    with approval.given(agree(crowd)):
        export(crowd, out, 0, 12)
    export(crowd, out, 0, 5)
    with pytest.raises(Unapproved):
        export(crowd, out, 5, 6)


def test_agreement_to_one_sort_of_act_leaves_the_other_counted(crowd, out):
    export(crowd, out, 0, 5)
    agree(crowd, "reveal")
    with pytest.raises(Unapproved):
        export(crowd, out, 5, 6)


def test_agreement_to_an_erasing_leaves_both_counted(crowd, out):
    export(crowd, out, 0, 5)
    uncover(crowd, 0, 1)
    agree(crowd, "erase")
    with pytest.raises(Unapproved):
        export(crowd, out, 5, 6)
    with pytest.raises(Unapproved):
        uncover(crowd, 2, 3)


def test_the_journal_says_who_agreed(crowd, out):
    with approval.given(agree(crowd)):
        export(crowd, out, 0, 12)
    with approval.given(agree(crowd, "reveal")):
        uncover(crowd, 0, 1, 2, 3)
    said = {row[0]: row[1] for row in _seconds(crowd)}
    assert said == {"export": "commander甲 100002", "reveal": "commander甲 100002"}


def _seconds(station):
    with station._engine.readers.lend() as connection:
        asked = "SELECT action, json_extract(CAST(body AS TEXT), '$.second') FROM _journal WHERE action IN ('export', 'reveal')"
        return connection.execute(asked).fetchall()


def test_lists_of_things_count_for_nobody(crowd, out):
    for _ in range(3):
        write_out(crowd, Wish((Query("grid"),), "csv", out(), who="x"))
    before = len(_seconds(crowd))
    export(crowd, out, 0, 5)
    assert len(_seconds(crowd)) == before + 5


def test_what_is_printed_counts_as_what_is_saved(crowd, out):
    ids = tuple(crowd.crowd[:5])
    assert write_out(crowd, Wish((Query("person", (Where("id", "in", ids),)),), "json", who="x"))
    with pytest.raises(Unapproved):
        export(crowd, out, 5, 6)


def test_small_uncovered_lists_add_up(crowd):
    uncover(crowd, 0, 1)
    uncover(crowd, 1)
    with pytest.raises(Unapproved, match="已经取过 2 条"):
        uncover(crowd, 2, 3)


def test_one_by_one_goes_further_and_ends_too(crowd):
    for n in range(5):
        uncover(crowd, n)
    with pytest.raises(Unapproved, match="已经取过 5 条"):
        uncover(crowd, 5)
    with approval.given(agree(crowd, "reveal")):
        assert uncover(crowd, 5)
    assert uncover(crowd, 6)


def test_who_looks_at_somebody_again_needs_nobody(crowd):
    for n in range(5):
        uncover(crowd, n)
    for n in range(5):
        assert uncover(crowd, n)


def test_uncovered_exports_and_reveals_are_one_count(crowd, out):
    export(crowd, out, 0, 3, reason="上级调取")
    with pytest.raises(Unapproved):
        uncover(crowd, 3, 4)
    uncover(crowd, 3)


def test_the_past_counts_like_now(crowd):
    uncover(crowd, 0, 1, 2)
    shown = StationInTime(crowd)
    try:
        shown.show(shown.look_back(format_utc(NOW)))
        with pytest.raises(Unapproved):
            shown.reveal_list("person", crowd.crowd[3:5], ["phone"], who="x", reason="核对")
    finally:
        shown.release()


def test_many_at_once_lie_packed_and_count(crowd, out, monkeypatch):
    monkeypatch.setattr(approval, "LISTS", 60)
    more = [Edit("person", None, {"name": f"更多{n}"}) for n in range(50)]
    crowd.crowd = [c.id for c in crowd.apply(more, who="x", why="y").changes]
    export(crowd, out, 0, 40)
    with pytest.raises(Unapproved, match="40 条"):
        export(crowd, out, 30, 50)


def test_the_first_entry_of_a_day_is_found_in_every_stretch_of_the_clock(station, clock):
    """Held against looking at each change set in turn."""
    for hours in (0, 1, 2, 30, 31, 3, 4, 29, 50, 5, 6, 7):
        clock.set(NOW + hours * HOUR)
        station.apply([Edit("place", None, {"name": f"点{hours}"})], who="x", why="y")
    with station._engine.readers.lend() as connection:
        asked = "SELECT entry, json_extract(CAST(body AS TEXT), '$.at') FROM _journal WHERE action = 'begin' ORDER BY entry"
        sets = connection.execute(asked).fetchall()
        after = connection.execute("SELECT max(entry) + count FROM _journal").fetchone()[0]
        for hours in range(-1, 53):
            since = format_utc(NOW + hours * HOUR)
            meant = [entry for entry, at in sets if at >= since]
            assert taken.first_since(connection, since) == min(meant, default=after)


def test_lists_uncovered_at_the_same_time_do_not_slip_past_each_other(crowd):
    """Each of four threads uncovers two people; together they are too many, whoever comes first."""
    session, refused = crowd.session, []

    def work(numbers):
        try:
            bound(session, lambda: uncover(crowd, *numbers))()
        except Unapproved as missing:
            refused.append(missing)

    threads = [threading.Thread(target=work, args=((n, n + 1),)) for n in (0, 2, 4, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3


def test_lists_exported_at_the_same_time_do_not_slip_past_each_other(crowd, out, monkeypatch):
    """While one is gathered and not in the journal yet, another one is asked for."""
    session, refused, usual = crowd.session, [], exporting.gather

    def second():
        try:
            bound(session, lambda: export(crowd, out, 4, 8))()
        except Unapproved as missing:
            refused.append(missing)

    other = threading.Thread(target=second)

    def gather(*asked):
        if other.ident is None:
            other.start()
            other.join(0.5)  # it would be through by then
        return usual(*asked)

    monkeypatch.setattr(exporting, "gather", gather)
    export(crowd, out, 0, 4)
    other.join()
    assert len(refused) == 1


def test_lists_exported_by_two_processes_do_not_slip_past_each_other(crowd, clock, out, monkeypatch):
    """The other one gathers and notes its list while this one gathers: it holds no lock of this process."""
    usual = exporting.gather
    with Station.open(crowd.path, clock=clock, hold="command") as other:
        other.crowd = crowd.crowd
        sit_down(other, "duty")
        met = []

        def gather(*asked):
            if not met:
                met.append("one")
                export(other, out, 4, 8)
            return usual(*asked)

        monkeypatch.setattr(exporting, "gather", gather)
        monkeypatch.setattr(exporting, "_TURN", nullcontext())
        with pytest.raises(Unapproved, match="4 条"):
            export(crowd, out, 0, 4)


def test_a_list_with_uncovered_values_counts_once(crowd, out):
    """Each of them is an entry of its own before the list is."""
    export(crowd, out, 0, 3, reason="上级核查")
    with pytest.raises(Unapproved, match="3 条"):
        export(crowd, out, 3, 4, reason="上级核查")
