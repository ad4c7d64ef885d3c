"""Who may see what where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.kinds import builtin_kinds
from data.kinds.masking import mask_id, mask_name, mask_phone, masked, masked_values, may_show, visible

KINDS = builtin_kinds()
PERSON = KINDS["person"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈伟", "陈*"),
        ("陈小明", "陈**"),
        ("欧阳小明", "欧阳**"),
        ("欧阳", "欧*"),
        ("John Smith", "J***"),
        ("买买提·艾力", "买**"),
        ("陈", "*"),
        ("", ""),
    ],
)
def test_names(name, shown):
    assert mask_name(name) == shown


def test_numbers():
    assert masked(PERSON.field("phone"), "13912346027") == "139****6027"
    assert masked(PERSON.field("id_number"), "990101198503120012") == "990*************12"
    assert masked(PERSON.field("birth"), "1985-03-12") == "•••"
    assert masked(PERSON.field("phone"), None) == ""


@given(st.text(st.sampled_from("0123456789X-+"), min_size=3, max_size=20))
def test_a_covered_number_always_hides_some_of_it(number):
    assert "**" in mask_phone(number)
    assert "**" in mask_id(number)


@given(st.text(st.characters(exclude_characters="*"), min_size=1, max_size=12).filter(str.strip))
def test_a_covered_name_never_is_the_name(name):
    assert mask_name(name) != name.strip() or set(name.strip()) == {"*"}


@pytest.mark.parametrize(
    ("field", "desk", "overview", "public"),
    [
        ("gender", True, True, True),
        ("name", True, False, False),
        ("phone", False, False, False),
        ("id_number", False, False, False),
    ],
)
def test_sensitivity_decides_where_a_field_is_shown(field, desk, overview, public):
    shown = [may_show(PERSON.field(field), where) for where in ("desk", "overview", "public")]
    assert shown == [desk, overview, public]


def test_no_sensitive_field_of_any_kind_is_ever_open():
    for kind in KINDS.values():
        for field in kind.fields.values():
            if field.sensitivity == "sensitive":
                assert not any(may_show(field, where) for where in ("desk", "overview", "public"))


def test_an_unknown_place_is_a_bug():
    with pytest.raises(ValueError, match="no such place"):
        may_show(PERSON.field("name"), "anywhere")


def test_revealed_values_are_shown():
    assert visible(PERSON.field("birth"), "1985-03-12", "desk", revealed=True) == "1985年3月12日"
    assert visible(PERSON.field("birth"), "1985-03-12", "desk") == "•••"
    assert visible(PERSON.field("name"), "陈小明", "overview") == "陈**"


def test_values_for_output_keep_their_types_where_open():
    values = {"name": "陈小明", "phone": "13912346027", "gender": "male", "birth": None, "other": 5}
    assert masked_values(PERSON, values, "desk") == values | {"phone": "139****6027"}
    assert masked_values(PERSON, values, "public")["name"] == "陈**"
