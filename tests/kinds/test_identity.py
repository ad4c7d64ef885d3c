"""Identity numbers after GB 11643."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidValue
from data.kinds import builtin_kinds
from data.kinds.values import birth_of, check, gender_of, id_checksum, read

FIELD = builtin_kinds()["person"].field("id_number")
GOOD = "990101198503120010"
first17 = st.builds(
    lambda region, born, order: f"{region:06d}{born:%Y%m%d}{order:03d}",
    st.integers(110000, 999999),
    st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2026, 1, 1)),
    st.integers(1, 999),
)


def read_id(raw: object) -> object:
    return read(FIELD, raw, "Asia/Shanghai")


def test_the_standard_s_own_example():
    assert id_checksum("11010519491231002") == "X"
    assert id_checksum("44052418800101001") == "4"


@given(first17)
def test_a_number_with_its_check_character_is_read(number):
    assert read_id(number + id_checksum(number)) == number + id_checksum(number)


@given(first17, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, at, by):
    good = number + id_checksum(number)
    slipped = good[:at] + str((int(good[at]) + by) % 10) + good[at + 1 :]
    with pytest.raises(InvalidValue):
        read_id(slipped)


@given(first17, st.integers(0, 15))
def test_two_swapped_neighbours_are_always_found(number, at):
    good = number + id_checksum(number)
    swapped = good[:at] + good[at + 1] + good[at] + good[at + 2 :]
    if swapped != good:
        with pytest.raises(InvalidValue):
            read_id(swapped)


@pytest.mark.parametrize(
    "raw", [GOOD, f" {GOOD} ", "990101 19850312 0010", "'" + GOOD, int(GOOD), "９９０１０１１９８５０３１２００１０"]
)
def test_ways_of_writing_one_number(raw):
    assert read_id(raw) == GOOD


def test_a_small_x_is_made_large():
    assert read_id("99010519491231004x") == "99010519491231004X"


def test_old_numbers_of_fifteen_digits_are_brought_to_the_new_form():
    assert read_id("990101850312001") == GOOD


@pytest.mark.parametrize("raw", [9.9010119850312e17, float(int(GOOD)), "9.90101E+17", "990101198503120000"])
def test_a_number_that_a_spreadsheet_rounded_is_told_as_damaged(raw):
    with pytest.raises(InvalidValue, match="丢失"):
        read_id(raw)


def test_a_number_that_truly_ends_in_000_is_sound():
    number = next(n + "0" for i in range(1, 99) if id_checksum(n := f"9901011985{i % 12 + 1:02d}{i % 28 + 1:02d}{i % 10}00") == "0")
    assert read_id(number) == number


@pytest.mark.parametrize(
    ("raw", "why"), [("123", "18 位"), ("990101198513120010", "出生日期"), ("990101198503120011", "校验码"), (True, "文字")]
)
def test_the_complaint_says_what_is_wrong(raw, why):
    with pytest.raises(InvalidValue, match=why):
        read_id(raw)


def test_birth_and_gender_are_read_off():
    assert (birth_of(GOOD), gender_of(GOOD)) == ("1985-03-12", "male")
    assert gender_of("99010519491231004X") == "female"
    assert birth_of("1234") is None
    assert gender_of(None) is None


def test_checking_takes_only_the_kept_form():
    with pytest.raises(InvalidValue):
        check(FIELD, "990101850312001")
