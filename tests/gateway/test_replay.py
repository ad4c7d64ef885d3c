"""Tracks of GPX and CSV files, played as if now or taken over as the past."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest

from data.duty.forces import tracks
from data.errors import BadInput
from data.gateway.replay import Replay, take_over
from data.gateway.replay_files import Track, read_tracks
from data.gateway.report import Judge
from data.gateway.sound_tracks import left_out_said, sound
from tests.gateway.conftest import AT

ZONE = "Asia/Shanghai"
GPX = """<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="25" lon="102"><time>2026-11-21T10:00:00Z</time></wpt>
<trk><name>夜巡</name><trkseg><trkpt lat="25.051" lon="102.742"><ele>1900</ele><time>2026-11-21T10:00:10Z</time></trkpt>
<trkpt lat="25.050" lon="102.741"><time>2026-11-21T10:00:00Z</time></trkpt><trkpt lat="25.05" lon="102.74"/></trkseg></trk></gpx>"""
CSV = "姓名,时间,经度,纬度,精度\n王警官,2026-11-21 18:00:00,102.741,25.050,8\n李辅警,2026/11/21 18:00:05,102.743,25.050,\n"


def written(tmp_path, text, name="a.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_gpx_points_with_a_time_by_time(tmp_path):
    found = read_tracks(written(tmp_path, GPX, "a.gpx"), ZONE)
    assert [(t.name, [p[1] for p in t.points]) for t in found] == [("夜巡", [102.741, 102.742])]
    assert found[0].end - found[0].start == 10


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_a_track_for_each_name(tmp_path, encoding):
    found = read_tracks(written(tmp_path, CSV, encoding=encoding), ZONE)
    assert [t.name for t in found] == ["王警官", "李辅警"]
    assert found[0].points[0][1:] == (102.741, 25.05, 8.0)


def test_times_without_a_zone_are_the_stations(tmp_path):
    from datetime import UTC, datetime

    found = read_tracks(written(tmp_path, CSV), ZONE)
    assert datetime.fromtimestamp(found[0].start, UTC).hour == 10


def test_another_datum_is_brought_home(tmp_path):
    found = read_tracks(written(tmp_path, CSV), ZONE, datum="GCJ02")
    assert 100 < abs(found[0].points[0][1] - 102.741) * 100_000 < 700


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "经度"), ("时间,经度,纬度\n昨天,102,25\n", "第 2 行"),
        ("时间,经度,纬度\n2026-11-21T10:00:00Z,302,25\n", "第 2 行"), ("时间,经度,纬度\n", "没有带时间的定位"),
        ("<gpx><trk>", "GPX"), ("<!DOCTYPE a [<!ENTITY b 'c'>]><gpx/>", "GPX"), ("", "经度"),
        ("<gpx><trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk></gpx>", "没有带时间"),
    ],
)  # fmt: skip
def test_files_that_make_no_sense_are_told(tmp_path, text, said):
    with pytest.raises(BadInput, match=said):
        read_tracks(written(tmp_path, text), ZONE)


def test_real_tracks(shared_data):
    found = [
        t
        for name in ("around-visnjan-with-car.gpx", "korita-zbevnica.gpx")
        for t in read_tracks(shared_data / "tracks" / name, ZONE)
    ]
    assert sum(len(t.points) for t in found) > 500


def test_no_real_file_ends_in_a_fault(shared_data):
    for path in sorted(Path(shared_data / "tracks").glob("*.gpx")):
        try:
            read_tracks(path, ZONE)
        except BadInput as error:
            assert path.name in error.message


def walk():
    return Track(
        "",
        [(AT - 3600.0, 102.741, 25.05, 5.0), (AT - 3500.0, 102.742, 25.05, 5.0), (AT - 3400.0, 102.742, 25.051, 5.0)],
    )


def test_a_replay_is_where_the_track_is(field):
    replay = Replay(field.station, {field.wang: walk()}, speed=2.0)
    places = [(round(f.lon, 5), round(f.lat, 5), f.at) for s in (0, 25, 75, 1000) for f in replay.fixes(s, AT)]
    assert places == [(102.741, 25.05, AT), (102.7415, 25.05, AT), (102.742, 25.0505, AT), (102.742, 25.051, AT)]
    assert (replay.over(99), replay.over(101)) == (False, True)


def test_a_replay_comes_into_the_station(field):
    ended = threading.Event()
    replay = Replay(field.station, {field.wang: walk()}, speed=1000.0, ended=ended.set)
    replay.start()
    ended.wait()
    replay.stop()
    record = field.station.get("force", field.wang, placed=True)
    assert (record["source"], record["seen_at"], record.place.lat) == ("replay", "2026-11-21T13:47:00Z", 25.051)


def test_a_replay_stops(field):
    replay = Replay(field.station, {field.wang: walk()}, speed=0.1)
    replay.start()
    replay.stop()
    assert not replay.running


def test_a_track_is_taken_over_at_its_own_times(field):
    assert take_over(field.station, walk(), field.wang, Judge.of(field.station, 100.0), who="值班长") == (3, {})
    found = tracks(field.station, "2026-11-21T12:00:00Z", "2026-11-21T13:00:00Z")
    assert found.at.tolist() == [AT - 3600.0, AT - 3500.0, AT - 3400.0]


def test_what_no_device_could_have_reported_is_not_taken_over(field):
    paris, later = (AT - 3550.0, 2.35, 48.85, 8.0), (AT + 86_400.0, 102.742, 25.05, 8.0)
    fast = (AT + 60.0, 102.743, 25.05, 8.0)  # a clock that is a minute fast
    track = Track("", sorted([*walk().points, paris, fast, later]))
    judge = Judge.of(field.station, 100.0)
    assert take_over(field.station, track, field.wang, judge, who="值班长") == (4, {"far": 1, "future": 1})
    found = tracks(field.station, "2026-11-20T00:00:00Z", "2026-12-01T00:00:00Z")
    assert found.at.tolist() == [AT - 3600.0, AT - 3500.0, AT - 3400.0, AT]
    assert found.lon.min() > 102


def test_what_is_elsewhere_or_of_the_future_is_not_played_and_told(field):
    here, judge = walk().points, Judge.of(field.station, 100.0)
    paris, later = (AT - 3550.0, 2.35, 48.85, 8.0), (AT + 86_400.0, 102.742, 25.05, 8.0)
    kept, refused = sound([Track("王警官", [here[0], paris, *here[1:], later]), Track("李辅警", [paris])], judge, AT)
    assert [(t.name, t.points) for t in kept] == [("王警官", here)]
    assert refused == {"far": 2, "future": 1}
    said = left_out_said(refused, ["查无此人"])
    assert "离本站太远 2 个" in said
    assert "查无此人" in said
    assert left_out_said(Counter(), []) == ""


def test_a_file_of_long_ago_is_played(field):
    kept, refused = sound([Track("", [(AT - 1e8, 102.741, 25.05, None)])], Judge.of(field.station, 100.0), AT)
    assert (len(kept), refused) == (1, {})
