"""Tokens of devices: long, never twice, and without letters that are taken for others when they are copied by hand."""

from __future__ import annotations

from data.gateway.devices import LENGTH, LETTERS, new_token


def test_no_letter_of_a_token_is_taken_for_another():
    assert not set("il1o0IO") & set("".join(new_token() for _ in range(50)))


def test_a_token_cannot_be_guessed_back():
    assert len(LETTERS) ** LENGTH > 2**120
    assert len({new_token() for _ in range(50)}) == 50
