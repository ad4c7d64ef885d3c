"""Telephone numbers come to one form, and stay in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.kinds.phones import read_phone

mobiles = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
fillers = st.lists(st.sampled_from(["", "", "", " ", "-", "‐", ".", " - "]), min_size=10, max_size=10)


@given(st.text(alphabet="0123456789+-() 转#x", max_size=22))
def test_the_stored_form_of_a_number_is_read_as_itself(text):
    number = read_phone(text)
    assert number is None or read_phone(number) == number


@given(mobiles, fillers, st.sampled_from(["", "+86", "+86 ", "0086-", "86", "(+86)"]))
def test_a_mobile_number_is_found_however_it_is_spaced(number, between, prefix):
    written = prefix + "".join(d + f for d, f in zip(number, [*between, ""], strict=True))
    assert read_phone(written) == number


@given(st.sampled_from(["010", "021", "0755", "0871"]), st.from_regex(r"\A[2-9][0-9]{7}\Z"), st.integers(1, 99999))
def test_a_landline_keeps_area_and_extension(area, number, extension):
    stored = f"{area}-{number}-{extension}"
    assert read_phone(f"{area}{number}转{extension}") == read_phone(f"({area}){number} ext.{extension}") == stored
    assert read_phone(stored) == stored


@pytest.mark.parametrize("text", ["", "abc", "12", "13912346027/13712341184", "1391234602", "00", "+86", "0", "转801"])
def test_what_is_none(text):
    assert read_phone(text) is None
