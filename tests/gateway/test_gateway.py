"""The gateway as a whole: batches, floods, locks, doors that do not open."""

from __future__ import annotations

import json
import socket
import ssl
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.duty.forces import tracks
from data.errors import BadInput
from data.gateway.certificate import files_of, fingerprint, trust_store
from data.gateway.counts import reasons_said
from data.gateway.devices import issue, renew, switch
from data.gateway.gateway import Gateway
from data.gateway.intake import Intake
from data.gateway.report import Judge, Report
from data.gateway.wish import Wish, checked, keep_wish, kept_wish
from data.query import Query
from tests.gateway.conftest import ALL_DOORS, AT, NOW, Line
from tests.gateway.test_http import owntracks, request

DAY = ("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z")


@pytest.fixture
def opened(field):
    made = []

    def start(wish=ALL_DOORS):
        gateway = Gateway(field.station, wish)
        made.append(gateway)
        gateway.start()
        return gateway

    yield start
    for gateway in made:
        gateway.stop()


def port(gateway, name="http"):
    return next(d.port for d in gateway.doors if d.name == name)


def send(gateway, field, *bodies, connect=Line):
    line = connect(port(gateway))
    for body in bodies:
        assert line.send(request(body, f"/?token={field.token}")).answer()[0] == 200
    line.close()


def test_it_is_off_by_default_and_on_loopback(field):
    wish = kept_wish(field.station)
    assert (wish.on, wish.address, wish.tls) == (False, "127.0.0.1", False)


def test_positions_come_into_the_station_in_one_change_set(field, opened):
    gateway = opened()
    before = len(field.station.batches())
    send(gateway, field, *(owntracks(lon=102.742 + n / 1e4, tst=AT - 20 + n) for n in range(20)))
    gateway.stop()
    assert len(field.station.batches()) == before + 1
    assert len(tracks(field.station, *DAY, [field.wang])) == 20
    assert field.station.get("force", field.wang, placed=True).place.lon == 102.7439


def test_batches_come_by_themselves(field, opened, until):
    gateway = opened(replace(ALL_DOORS, batch_seconds=0.2))
    send(gateway, field, owntracks())
    until(lambda: gateway.counts.stored == 1)
    assert field.station.count(Query("fixes")) == 1


def test_a_stopped_device_is_refused_at_once(field, opened):
    gateway = opened()
    switch(field.station, field.device, False, who="值班长")
    line = Line(port(gateway))
    assert line.send(request(owntracks(), f"/?token={field.token}")).answer()[0] == 401
    line.close()
    assert gateway.counts.refused["off"] == 1


def test_a_renewed_token_replaces_the_old_one(field, opened):
    gateway = opened()
    send(gateway, field, owntracks())
    fresh = renew(field.station, field.device, who="值班长")
    line = Line(port(gateway))
    statuses = [line.send(request(owntracks(), f"/?token={t}")).answer()[0] for t in (field.token, fresh)]
    line.close()
    assert statuses == [401, 200]


def test_a_token_is_nowhere_in_the_station(field):
    field.station.close()
    assert field.token.encode() not in field.station.path.read_bytes()


def test_devices_need_a_name_of_their_own_and_a_carrier(field):
    for name, holder, said in (("", field.wang, "名字"), ("王警官的手机", field.wang, "已有"), ("新", 999, "999")):
        with pytest.raises(BadInput, match=said):
            issue(field.station, name, "force", holder, who="值班长")


def test_a_taken_port_is_told_with_the_way_out(field, opened):
    taken = port(opened())
    with pytest.raises(BadInput, match=f"{taken}.*换一个端口"):
        Gateway(field.station, replace(ALL_DOORS, http_port=taken)).start()


def test_a_flood_is_bounded_and_counted(field):
    gateway = Gateway(field.station, ALL_DOORS)
    device = gateway._devices.find(field.token)
    import data.gateway.intake as limits

    intake = Intake(gateway.intake.judge, gateway._devices, lambda: AT)
    most = limits.MOST_WAITING + limits.SPARE
    report = Report(AT, 102.742, 25.051)
    for _ in range(most + 500):
        intake.take(device, report, "cot", "")
    assert (intake.waiting, intake.counts.dropped) == (most, 500)
    gateway._devices.close()


def test_ten_thousand_datagrams_are_taken_or_told_as_dropped(field, opened, until):
    from tests.gateway.test_cot import event

    gateway = opened()
    one = event(detail=f"<watchroom token='{field.token}'/>")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        for _ in range(10_000):
            out.sendto(one, ("127.0.0.1", port(gateway, "udp")))
    line = Line(port(gateway)).send(request(owntracks(), f"/?token={field.token}"))
    assert line.answer()[0] in (200, 503)  # it still answers
    line.close()
    assert gateway.running
    assert gateway.counts.taken + gateway.counts.dropped > 0


def test_what_was_refused_is_told_in_words(field, opened, until):
    gateway, told = opened(replace(ALL_DOORS, batch_seconds=0.2)), []
    gateway.told.connect(lambda level, sentence: told.append((level, sentence)))
    line = Line(port(gateway))
    line.send(request(owntracks(tst=AT + 9999), f"/?token={field.token}")).answer()
    line.close()
    until(lambda: told)
    assert told[0][0] == "warning"
    assert "时间在未来" in told[0][1]
    assert "王警官的手机" in told[0][1]


def test_several_reasons_are_each_told_with_how_many():
    assert reasons_said(Counter(future=2)) == "时间在未来，终端的钟不准"
    said = reasons_said(Counter(far=1, future=2))
    assert said == "时间在未来，终端的钟不准 2 条、离本站太远 1 条"


def test_off_loopback_it_locks_itself(field, opened, monkeypatch):
    monkeypatch.setattr("data.gateway.certificate.own_addresses", lambda: ["127.0.0.1"])
    gateway = opened(replace(ALL_DOORS, address="0.0.0.0", udp_port=None))
    assert all(d.tls for d in gateway.doors)
    certificate, _ = files_of(gateway.wish, datetime.now(UTC))
    context = ssl.create_default_context(cafile=certificate)

    def connect(number):
        line = Line(number)
        line.socket = context.wrap_socket(line.socket, server_hostname="127.0.0.1")
        return line

    send(gateway, field, owntracks(), connect=connect)
    assert gateway.counts.taken == 1
    line = Line(port(gateway))
    line.send(request(owntracks(), f"/?token={field.token}"))
    assert line.ended()  # without TLS nobody talks to it
    line.close()


def test_its_own_certificate_is_kept_and_known_by_its_fingerprint(monkeypatch):
    wish = Wish(address="192.0.2.7")
    certificate, key = files_of(wish, NOW)
    first = fingerprint(certificate)
    assert fingerprint(files_of(wish, NOW)[0]) == first
    assert len(first) == 95
    assert key.stat().st_mode & 0o077 == 0
    assert trust_store(certificate, "watchroom")[:1] == b"\x30"
    assert fingerprint(files_of(replace(wish, address="192.0.2.8"), NOW)[0]) != first


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"http_port": 70_000}, "端口"), ({"http_port": 8089}, "同一个端口"), ({"address": "my-machine"}, "网络地址"),
        ({"address": "0.0.0.0", "udp_port": 4242}, "UDP 没有加密"), ({"udp_out": "239.2.3.1:6969"}, "没有加密"),
        ({"sealed": True, "udp_out": "nowhere"}, "地址:端口"), ({"certificate": "a.pem"}, "一起"),
        ({"batch_seconds": 0.1}, "存盘间隔"),
        ({"certificate": "/none/a.pem", "key": "/none/b.pem"}, "没有这个文件"), ({"reach_km": 0}, "接收范围"),
    ],
)  # fmt: skip
def test_wishes_that_make_no_sense_are_told(more, said):
    with pytest.raises(BadInput, match=said):
        checked(Wish(**more))


@pytest.mark.parametrize(
    "more",
    [
        {"address": "0.0.0.0"},
        {"address": "::1", "udp_port": 4242},
        {"address": "10.8.0.1", "sealed": True, "udp_port": 4242},
    ],
)
def test_wishes_that_make_sense(more):
    assert checked(Wish(**more)).tls == (more["address"] == "0.0.0.0")


def test_a_wish_is_kept(field):
    keep_wish(field.station, Wish(on=True, http_port=None, batch_seconds=2.0))
    assert kept_wish(field.station) == Wish(on=True, http_port=None, batch_seconds=2.0)


def test_a_broken_setting_loses_only_itself(field):
    field.station.set_setting("gateway", {"on": "yes", "http_port": 5060, "reach_km": [1], "more": 1})
    assert kept_wish(field.station) == Wish(http_port=5060)


def test_a_wish_that_would_be_unlocked_never_comes_back_from_the_file(field):
    field.station.set_setting("gateway", {"on": True, "address": "0.0.0.0", "udp_port": 4242})
    assert kept_wish(field.station).on is False


def test_a_station_without_places_takes_any(tmp_path):
    from data.clock import FixedClock
    from data.store import Station

    station = Station.create(tmp_path / "new.station", "新站", clock=FixedClock(NOW))
    assert Judge.of(station, 100.0).fault(Report(AT, 12.5, 41.9), AT) == ""
    station.close()


def test_a_station_that_cannot_be_written_keeps_the_batch(field, opened, until, monkeypatch):
    from data.errors import NotAllowed

    real, told = __import__("data.gateway.gateway", fromlist=["store"]).store, []

    def locked(*_, **__):
        raise NotAllowed("站文件被占用")

    monkeypatch.setattr("data.gateway.gateway.store", locked)
    gateway = opened(replace(ALL_DOORS, batch_seconds=0.2))
    gateway.told.connect(lambda level, sentence: told.append(sentence))
    send(gateway, field, owntracks())
    until(lambda: told)
    monkeypatch.setattr("data.gateway.gateway.store", real)
    until(lambda: gateway.counts.stored == 1)
    assert "站文件被占用" in told[0]


def test_numbers_beyond_sense_are_no_numbers():
    from data.gateway.owntracks import number

    assert [number(v) for v in (True, "x", [], None, "1e30", float("nan"), json.loads("1e999"), "7")] == [
        *[None] * 7,
        7.0,
    ]
