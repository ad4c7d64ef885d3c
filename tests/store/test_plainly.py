"""Looking at whole columns says nothing that checking value by value would not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import InvalidValue
from data.kinds import Field
from data.kinds.values import check, id_checksum
from data.store import plainly
from data.store.prepare import check_column

TYPES = ("text", "note", "phone", "id_number", "date")
DAYS = st.dates(date(1840, 1, 1), date(2030, 1, 1))


def field(type: str) -> Field:
    return Field("x", type, {"zh": "某项", "en": "Something"})


def number_of(day: date) -> str:
    first = f"990199{day:%Y%m%d}007"
    return first + id_checksum(first)


def broken(text: str) -> st.SearchStrategy[str]:
    """Texts one character away."""
    at = st.integers(0, len(text) - 1)
    return st.builds(lambda n, c: text[:n] + c + text[n + 1 :], at, st.sampled_from("0139XxA-/ \n\t一９\u200b"))


TEXTS = st.one_of(
    st.text(st.sampled_from("张伟aB9 .-,()#\n\u3000\u200b９é"), max_size=6),
    st.sampled_from(["", " ", "13912345678", "010-62551234", "2024-02-29", "2023-02-29", "0000-01-01", "1900-02-29", "2000-02-29"]),
    DAYS.map(str),
    DAYS.map(number_of),
    st.sampled_from(["13912345678", "2024-02-29", number_of(date(1985, 3, 12))]).flatmap(broken),
)


@given(st.sampled_from(TYPES), st.lists(TEXTS, min_size=1, max_size=6))
def test_what_is_all_right_is_kept_as_it_is(type: str, texts: list[str]) -> None:
    if plainly.all_right(type, texts):
        assert [check(field(type), v) for v in texts] == texts


@given(st.sampled_from(TYPES), st.lists(TEXTS, max_size=6))
def test_what_is_right_one_by_one_is_kept_as_it_is(type: str, texts: list[str]) -> None:
    for text, right in zip(texts, plainly.right(type, texts) or [], strict=False):
        assert not right or check(field(type), text) == text


@pytest.mark.parametrize(
    ("type", "texts"),
    [("text", ["张伟", "金沙路 5号", "A-1"]), ("phone", ["13912345678"]), ("id_number", [number_of(date(1985, 3, 12))]),
     ("date", ["2024-02-29", "1999-12-31"])],
)  # fmt: skip
def test_the_usual_forms_need_no_second_look(type: str, texts: list[str]) -> None:
    assert plainly.all_right(type, texts)


def test_every_day_of_a_leap_and_of_a_plain_year_is_a_day() -> None:
    days = [str(date(1999, 1, 1) + timedelta(n)) for n in range(1000)]
    assert plainly.all_right("date", days)


@settings(suppress_health_check=[HealthCheck.too_slow])  # two hundred texts an example take their time on a busy machine
@given(st.sampled_from(TYPES), st.lists(st.one_of(st.none(), TEXTS), min_size=plainly.FEW, max_size=plainly.FEW + 5))
def test_a_long_column_is_kept_like_its_values_one_by_one(type: str, column: list[str | None]) -> None:
    try:
        wanted = [None if v is None else check(field(type), v) for v in column]
    except InvalidValue as error:
        with pytest.raises(InvalidValue) as told:
            check_column(field(type), column)
        assert str(told.value) == str(error)
    else:
        assert check_column(field(type), column) == wanted
