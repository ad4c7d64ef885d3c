"""Tokens of many values made together are those of each value alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.store.tokens import FEW, column_tokens, tokens_of

NUMBERS = st.text(st.sampled_from("ABab0129/-# "), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(NUMBERS, min_size=FEW, max_size=FEW + 10))
def test_numbers_of_any_length(values):
    assert column_tokens("digits", values) == [tokens_of("digits", v) for v in values]


@settings(deadline=None)
@given(st.lists(NUMBERS.map(lambda text: f"osm/{text}7"), min_size=FEW, max_size=FEW + 10))
def test_long_numbers(values):
    assert column_tokens("digits", values) == [tokens_of("digits", v) for v in values]


def test_a_word_has_the_same_tokens_in_every_text():
    alone, together = tokens_of("text", "Hudson").split(), tokens_of("text", "30 Hudson Street，金沙路18号").split()
    assert set(alone) < set(together)
    assert set(together) - set(alone) >= {"30", "street", "金沙", "18"}
