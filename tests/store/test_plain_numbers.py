"""Whole columns of numbers are taken as they are only where each of them would be."""

import pytest

from data.errors import InvalidValue
from data.kinds.load import parse_kind
from data.store.prepare import check_column

KIND = parse_kind(
    """
name = "thing"
label = { zh = "物", en = "Thing" }
plural = { zh = "物", en = "Things" }
title = "{name}"
ledger = "places"
[fields]
name = { type = "text", label = { zh = "名", en = "Name" } }
height = { type = "real", label = { zh = "高", en = "Height" }, minimum = 0, maximum = 1000 }
storeys = { type = "int", label = { zh = "层", en = "Storeys" }, minimum = 0 }
flat = { type = "bool", label = { zh = "平", en = "Flat" } }
""",
    "thing.toml",
    own=True,
)
MANY = 300


@pytest.mark.parametrize(("field", "good"), [("height", 3.5), ("storeys", 3), ("flat", True), ("height", None), ("storeys", None)])
def test_right_columns_stay_what_they_are(field, good):
    column = [good] * MANY
    assert check_column(KIND.fields[field], column) is column


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [("height", 3.5, 1000.5), ("height", 3.5, -0.1), ("height", 3.5, float("nan")), ("height", 3.5, float("inf")),
     ("storeys", 3, -1), ("storeys", 3, 2**63), ("storeys", 3, "x"), ("flat", True, "x"), ("storeys", 3, True),
     ("height", 3.5, True)],
)  # fmt: skip
def test_one_wrong_number_among_many_is_refused(field, good, bad):
    with pytest.raises(InvalidValue):
        check_column(KIND.fields[field], [good] * MANY + [bad])


@pytest.mark.parametrize(("field", "given", "kept"), [("height", 3, 3.0), ("storeys", 3.0, 3), ("flat", 1, True)])
def test_numbers_of_another_type_become_their_own(field, given, kept):
    found = check_column(KIND.fields[field], [given] * MANY)
    assert (found[0], type(found[0])) == (kept, type(kept))


def test_gaps_among_numbers_stay():
    column = [3.5, None] * MANY
    assert check_column(KIND.fields["height"], column) is column
