"""A map of somebody's that is of no kind: a ledger of its own is made from the properties of its features."""

import json

import pytest

from data.errors import BadInput
from data.exchange.conversation import Arrivals, carry_out, compare, found_ledger, listen
from data.exchange.places.own_kind import declaration, propose
from data.query import Query
from tests.places.conftest import feature, line, point, square

FLOODS = [square(40 * n, 0, 片区=f"易涝点{n}", 等级="高低"[n % 2], 积水cm=60 - n, 深度=0.5 * n) for n in range(4)]


@pytest.fixture
def file(tmp_path):
    """Write features under a name."""

    def write(name, features):
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def take(station):
    """Import a file as a ledger of its own, as a person does in the window."""
    with Arrivals() as arrivals:

        def done(path, label):
            (parcel,) = arrivals.take([path])
            parcel = compare(station, listen(station, arrivals.open(parcel)))
            assert parcel.parts[0].unknown
            parcel = compare(station, found_ledger(station, parcel, 0, propose(station, path), label, "李警官"))
            return carry_out(station, parcel, "李警官")

        yield done


def kind_of(station, file, features, label="我的图"):
    station.add_kind(declaration(propose(station, file("图.geojson", features)), label, station.kinds), who="李警官")
    return next(kind for kind in station.kinds.values() if kind.label == label)


def test_every_property_becomes_a_field_and_every_feature_a_record(station, file, take):
    assert take(file("易涝区.geojson", FLOODS), "易涝区").done[0].added == 4
    kind = next(k for k in station.kinds.values() if k.own)
    by_label = {f.label: f for f in kind.fields.values()}
    assert {label: by_label[label].type for label in FLOODS[0]["properties"]} == {
        "片区": "text", "等级": "text", "积水cm": "int", "深度": "real"}  # fmt: skip
    found = station.read(Query(kind.name))
    assert [station.title(r) for r in found] == [f"易涝点{n}" for n in range(4)]
    assert [r[by_label["积水cm"].name] for r in found] == [60, 59, 58, 57]
    assert kind.layer.filter == (by_label["等级"].name,)


def test_the_file_is_known_again_and_changes_nothing(station, bring, file, take):
    take(file("易涝区.geojson", FLOODS), "易涝区")
    again = bring("易涝区 2.geojson", FLOODS)
    assert (again.kind, again.added, again.unchanged) == ("own_1", 0, 4)


def test_what_the_file_numbers_is_known_by_its_number_wherever_it_moves(station, bring, file, take):
    take(file("消火栓.geojson", [point(9 * n, 0, 栓号=f"X{n}", 状态="完好") for n in range(3)]), "消火栓")
    again = bring("消火栓.geojson", [point(9 * n, 5, 栓号=f"X{n}", 状态="损坏") for n in range(3)])
    assert (again.added, again.updated) == (0, 3)


@pytest.mark.parametrize(("features", "shape"), [
    ([square(0, 0, a="x")], "polygon"), ([point(0, 0, a="x")], "point"), ([line((0, 0), (9, 9), a="x")], "line"),
    ([point(0, 0, a="x"), square(0, 0, a="y")], "any"),
])  # fmt: skip
def test_the_ledger_stands_on_the_map_as_its_features_do(station, file, features, shape):
    assert kind_of(station, file, features).place.shape == shape


def test_people_are_covered(station, file):
    rows = [point(n, 0, 联系人="张甲乙", 电话="16900001111", 证号="990000198001010018", 名称="店") for n in range(2)]
    fields = {f.label: (f.sensitivity, f.mask) for f in kind_of(station, file, rows).fields.values()}
    assert (fields["联系人"], fields["电话"], fields["证号"]) == (("personal", "name"), ("sensitive", "phone"), ("sensitive", "id"))
    assert fields["名称"] == ("open", "")


def test_features_of_different_sorts_are_each_called_by_what_they_have(station, file, take):
    take(file("杂.geojson", [point(0, 0, 栓号="X1"), line((0, 0), (9, 9), 管线="G1"), square(0, 0, 片区="东")]), "杂图")
    assert [station.title(r) for r in station.read(Query("own_1"))] == ["X1", "G1", "东"]


def test_what_is_no_single_value_is_said_to_be_left_out(station, file):
    proposal = propose(station, file("图.geojson", [point(0, 0, 名称="店", 标签=["a", "b"], 空=None)]))
    assert ([a.key for a in proposal.attributes], proposal.left_out) == (["名称"], ["标签"])


def test_odd_names_of_properties_make_a_sound_declaration(station, file):
    odd = {'say "hi"\n': "a", "name": "b", "kind ": "c", "Id ": "d", "geometry": "e", "select": "f", "一\u007f": "g"}
    kind = kind_of(station, file, [feature(point(0, 0)["geometry"], odd)], label='引"号\\')
    assert {'say "hi"', "name", "select"} <= {f.label for f in kind.fields.values()}


@pytest.mark.parametrize("label", ["", "  ", "建筑", "building", "Buildings"])
def test_a_name_that_is_missing_or_taken_is_refused(station, file, label):
    with pytest.raises(BadInput):
        declaration(propose(station, file("图.geojson", FLOODS)), label, station.kinds)


def test_what_must_be_there_and_no_property_means_is_told_with_a_way_out(station, bring):
    told = bring("图.geojson", FLOODS, kind="note")
    assert told.rejected == 4
    assert any("“内容”" in note and "新台账" in note for note in told.notes)
