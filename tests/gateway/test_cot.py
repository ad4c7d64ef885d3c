"""TAK over TCP and UDP, in and out: an ATAK on the same network sees the same picture."""

from __future__ import annotations

import contextlib
import socket
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.gateway import cot
from data.gateway.report import NotUnderstood
from tests.gateway.conftest import AT, NOW, Field

WHEN = "2026-11-21T13:46:50.500Z"


def event(lon=102.742, lat=25.051, uid="ANDROID-1", type="a-f-G-U-C", time=WHEN, detail="", ce="9.5"):
    return (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?><event version='2.0' uid='{uid}' type='{type}' time='{time}' "
        f"start='{time}' stale='{time}' how='m-g'><point lat='{lat}' lon='{lon}' hae='0' ce='{ce}' le='9999999'/>"
        f"<detail><contact callsign='WANG'/><track speed='1.5' course='270'/><status battery='66'/>{detail}</detail></event>"
    ).encode()


def auth(token):
    return f"<?xml version='1.0' encoding='UTF-8'?><auth><cot username='wang' password='{token}' uid='ANDROID-1'/></auth>".encode()


def has_taken(gateway, before, n=1):
    return lambda: gateway.counts.taken >= before + n


def test_an_event_is_read():
    found = cot.read(event())
    assert (found.uid, found.callsign, found.tells_place) == ("ANDROID-1", "WANG", True)
    assert found.report == (AT - 9.5, 102.742, 25.051, 9.5, 1.5, 270.0, 66)


def test_what_is_written_is_read_again():
    written = cot.write(
        "watchroom-1",
        "a-f-G-U-C",
        NOW,
        NOW,
        (102.7, 25.0),
        error=12.0,
        detail={"contact": {"callsign": "王<警>&\"官'"}},
    )
    found = cot.read(written)
    assert (found.uid, found.callsign, found.report.lon, found.report.accuracy) == (
        "watchroom-1",
        "王<警>&\"官'",
        102.7,
        12.0,
    )


@given(st.text(max_size=30))
def test_any_name_can_be_written(name):
    written = ElementTree.fromstring(cot.write("u", "a-f-G", NOW, NOW, (0.1, 0.2), detail={"contact": {"callsign": name}}))
    plain = "".join(c for c in name if c.isprintable())  # XML has no room for some of the others
    callsign = written.find("detail/contact").get("callsign")
    assert "".join(c for c in callsign if c.isprintable()) == plain


def test_an_unmeasured_error_is_unknown():
    assert cot.read(event(ce="9999999.0")).report.accuracy is None


@pytest.mark.parametrize(
    "text",
    [b"", b"<event", b"<other/>", b"<event uid='a'/>", b"\xbf\x01\xbf\x0a", event(time="yesterday"),
     b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + event(), b"<?xml version='1.0' encoding='nonsense'?><event/>", b"<a>" * 5000],
)  # fmt: skip
def test_what_is_no_cot_is_told(text):
    with pytest.raises(NotUnderstood):
        cot.read(text)


@given(
    st.lists(st.sampled_from([event(), auth("x"), b"<event uid='a' type='t-x-c-t'></event>"]), max_size=6),
    st.integers(1, 90),
)
def test_a_stream_is_cut_wherever_it_breaks(documents, size):
    splitter, whole = cot.Splitter(), b"\n".join(documents)
    found = [d for at in range(0, len(whole), size) for d in splitter.feed(whole[at : at + size])]
    assert found == documents


def test_a_stream_without_end_is_refused():
    splitter = cot.Splitter()
    with pytest.raises(NotUnderstood):
        for _ in range(20):
            list(splitter.feed(b"<event>" + b"x" * 10_000))


def test_tak_signs_in_and_reports(open_field, line, taken, until):
    field, gateway = open_field
    before = gateway.counts.taken
    line("cot").send(auth(field.token) + event() + event(102.743))
    until(has_taken(gateway, before, 2))
    assert [(f.carrier, f.lon, f.source) for f in taken()] == [
        (field.wang, 102.742, "cot"),
        (field.wang, 102.743, "cot"),
    ]


def test_a_token_in_the_event_will_do(open_field, line, taken, until):
    field, gateway = open_field
    before = gateway.counts.taken
    line("cot").send(event(detail=f"<watchroom token='{field.token}'/>"))
    until(has_taken(gateway, before))
    assert [fix.carrier for fix in taken()] == [field.wang]


def test_pings_and_chats_are_no_positions(open_field, line, taken, until):
    field, gateway = open_field
    before = gateway.counts.ignored
    line("cot").send(auth(field.token) + event(type="t-x-c-t") + event(type="b-t-f"))
    until(lambda: gateway.counts.ignored >= before + 2)
    assert taken() == []


def test_a_wrong_password_ends_the_connection(open_field, line):
    _, gateway = open_field
    before = gateway.counts.refused["token"]
    assert line("cot").send(auth("wrong")).ended()
    assert gateway.counts.refused["token"] == before + 1


def test_who_never_says_who_they_are_is_cut_off(open_field, line):
    _, gateway = open_field
    connection = line("cot")
    with contextlib.suppress(ConnectionError):
        connection.send(event() * 30)
    assert connection.ended()
    assert gateway.counts.refused["token"] >= 20


def test_a_device_gets_the_picture(open_field, line):
    field, _ = open_field
    found = line("cot").send(auth(field.token)).until(f"watchroom-force-{field.wang}".encode())
    assert "王警官".encode() in found


def test_a_device_that_may_not_see_gets_nothing(open_field, line, taken, until):
    from data.gateway.devices import issue

    field, _gateway = open_field
    _, token = issue(field.station, f"李辅警的手机{id(line)}", "force", field.li, who="值班长")
    connection = line("cot").send(auth(token) + event())
    until(lambda: any(f.carrier == field.li for f in taken()))
    connection.socket.setblocking(False)
    with pytest.raises(BlockingIOError):
        connection.socket.recv(1)


def test_datagrams(open_field, taken, until):
    field, gateway = open_field
    port = next(d.port for d in gateway.doors if d.name == "udp")
    before, refused = gateway.counts.taken, gateway.counts.refused["token"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(event(), ("127.0.0.1", port))
        out.sendto(b"\xbf\x01\xbf garbage", ("127.0.0.1", port))
        out.sendto(event(detail=f"<watchroom token='{field.token}'/>"), ("127.0.0.1", port))
    until(has_taken(gateway, before))
    assert gateway.counts.refused["token"] == refused + 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(min_size=1, max_size=300),
        st.text(min_size=1).map(lambda t: f"<event>{t}</event>".encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_survived(open_field, line, data):
    _, gateway = open_field
    before = gateway.counts.taken
    connection = line("cot")
    with contextlib.suppress(OSError):
        connection.send(data)
        connection.socket.shutdown(1)
        while not connection.ended():
            pass
    connection.close()
    assert gateway.running
    assert gateway.counts.taken == before


def test_the_picture_tells_forces_on_duty_with_their_age(field: Field):
    from data.gateway.picture import picture

    events = {cot.read(e).uid: ElementTree.fromstring(e) for e in picture(field.station)}
    assert list(events) == [f"watchroom-force-{field.wang}"]  # the other was never seen
    said = events[f"watchroom-force-{field.wang}"]
    assert said.get("time") == "2026-11-21T13:40:00.000Z"
    assert said.find("detail/contact").get("callsign") == "王警官"


def test_positions_of_yesterday_are_not_told(field: Field):
    from data.gateway.picture import picture

    field.clock.set(datetime(2026, 11, 22, 13, tzinfo=UTC))
    assert picture(field.station) == []


def test_cases_are_told_by_type_and_place_only(field: Field):
    from shapely.geometry import Point

    from data.gateway.picture import picture

    with field.station.editing(who="a", why="b") as draft:
        draft.add("case", {
            "type": "dispute", "reported_at": "2026-11-21T13:00:00Z", "geometry": Point(102.74, 25.05), "number": "JQ1",
            "caller": "陈小明", "text": "邻居吵架",
        })  # fmt: skip
    told = b"".join(picture(field.station)).decode()
    assert "纠纷 JQ1" in told
    assert "陈小明" not in told
    assert "邻居吵架" not in told
