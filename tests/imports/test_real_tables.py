"""What becomes of the real tables that are no workbook and no map: taken as what they are, or refused with a sentence."""

from __future__ import annotations

import pytest

from data.errors import BadInput
from data.exchange.importer import import_file
from data.store.station import Station

REFUSED = [
    ("incidents/nyc_vehicle_thefts.csv.gz", "没有一列认得出来"),
    ("places/company_addresses.csv", "没有一列认得出来"),
    ("places/kunming_villages.csv", "看不出是哪类记录"),
    ("places/streets.csv", "看不出是哪类记录"),
    ("vectors/china_cities_datums.json", "不是 GeoJSON"),
    ("cityjson/cjio_rotterdam/appearances/0320_4_15.jpg", "没有地理位置"),
    ("README.md", "不支持"),
    ("sealed.bin", "不支持"),
]


@pytest.fixture
def empty(tmp_path):
    station = Station.create(tmp_path / "empty.station", "空站")
    yield station
    station.close()


@pytest.mark.parametrize(("name", "why"), REFUSED, ids=[name for name, _ in REFUSED])
def test_what_is_not_ours_is_refused_with_a_sentence(empty, shared_data, name, why):
    journal = empty.info().journal
    with pytest.raises(BadInput, match=why):
        import_file(empty, shared_data / name, who="t")
    assert empty.info().journal == journal


def test_names_of_villages_come_in_once_the_kind_is_said(empty, shared_data):
    report = import_file(empty, shared_data / "places" / "kunming_villages.csv", kind="place", who="t")
    assert (report.rows, report.added, report.rejected) == (1738, 1738, 0)


def test_the_thefts_come_in_once_the_columns_are_said(empty, shared_data):
    said = {"uid": "number", "date_single": "occurred_at", "location_type": "text"}
    report = import_file(
        empty, shared_data / "incidents" / "nyc_vehicle_thefts.csv.gz", kind="case", mapping=said, who="t", dry_run=True
    )
    assert report.rows == 35_746
    assert report.added + report.rejected == report.rows
