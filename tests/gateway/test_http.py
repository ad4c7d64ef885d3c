"""OwnTracks and Traccar clients over real sockets."""

from __future__ import annotations

import base64
import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gateway.conftest import AT


def owntracks(**more):
    return json.dumps(
        {"_type": "location", "lon": 102.742, "lat": 25.051, "tst": AT, "acc": 12, "batt": 77, "vel": 36, "cog": 90}
        | more
    )


def request(body="", path="/", method="POST", **headers):
    lines = [f"{method} {path} HTTP/1.1", "Host: station", f"Content-Length: {len(body.encode())}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def basic(password, user="wang"):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@pytest.fixture
def taken(open_field):
    """Return the positions that were taken since, newest last."""
    _field, gateway = open_field
    gateway.intake.taken_out(10**6)
    return lambda: gateway.intake.taken_out(10**6)


def test_owntracks(open_field, line, taken):
    field, _ = open_field
    assert line("http").send(request(owntracks(), Authorization=basic(field.token))).answer() == (200, b"[]")
    fix = taken()[0]
    assert (fix.carrier, fix.lon, fix.lat, fix.at, fix.accuracy, fix.battery) == (
        field.wang,
        102.742,
        25.051,
        AT,
        12.0,
        77,
    )
    assert (fix.speed, fix.course, fix.source) == (10.0, 90.0, "owntracks")


def test_osmand(open_field, line, taken):
    field, _ = open_field
    path = f"/?id={field.token}&lat=25.051&lon=102.742&timestamp={AT}&speed=10&bearing=45&accuracy=5&batt=60.5"
    assert line("http").send(request(path=path, method="GET")).answer()[0] == 200
    fix = taken()[0]
    assert (fix.carrier, fix.lon, fix.accuracy, fix.course, fix.battery, fix.source) == (
        field.wang,
        102.742,
        5.0,
        45.0,
        60,
        "osmand",
    )
    assert fix.speed == pytest.approx(5.144, abs=1e-3)


def test_osmand_in_a_form(open_field, line, taken):
    field, _ = open_field
    line("http").send(request(f"id={field.token}&lat=25.051&lon=102.742&timestamp={AT * 1000}")).answer()
    assert [f.at for f in taken()] == [AT]


def test_traccar_client_of_today(open_field, line, taken):
    field, _ = open_field
    said = {
        "device_id": field.token,
        "location": {
            "timestamp": "2026-11-21T13:46:30.000Z", "battery": {"level": 0.55, "is_charging": False},
            "coords": {"latitude": 25.051, "longitude": 102.742, "accuracy": 7.5, "speed": 2, "heading": -1},
        },
    }  # fmt: skip
    assert line("http").send(request(json.dumps(said))).answer()[0] == 200
    fix = taken()[0]
    assert (fix.at, fix.accuracy, fix.speed, fix.course, fix.battery) == (AT - 30, 7.5, 2.0, None, 55)


def test_without_a_time_it_is_now(open_field, line, taken):
    field, _ = open_field
    line("http").send(request(path=f"/?id={field.token}&lat=25.051&lon=102.742", method="GET")).answer()
    assert [f.at for f in taken()] == [AT]


@pytest.mark.parametrize(("path", "header"), [("/", "Bearer {}"), ("/?token={}", "Basic "), ("/", "user")])
def test_tokens_by_other_ways(open_field, line, taken, path, header):
    field, _ = open_field
    said = basic("", field.token) if header == "user" else header.format(field.token)
    assert line("http").send(request(owntracks(), path.format(field.token), Authorization=said)).answer()[0] == 200
    assert len(taken()) == 1


def test_many_requests_on_one_connection(open_field, line, taken):
    field, _ = open_field
    one = request(owntracks(), Authorization=basic(field.token))
    connection = line("http").send(one * 50)
    connection.until(b"[]" * 1)
    connection.send(request(owntracks(), Authorization=basic(field.token), Connection="close"))
    while not connection.ended():
        pass
    assert len(taken()) == 51


def test_a_request_in_pieces(open_field, line, taken):
    field, _ = open_field
    connection = line("http")
    for byte in request(owntracks(), Authorization=basic(field.token)):
        connection.send(bytes([byte]))
    assert connection.answer()[0] == 200
    assert len(taken()) == 1


@pytest.mark.parametrize("password", ["", "wrong", "x" * 10_000, "口令"])
def test_without_the_token_it_is_refused_and_counted(open_field, line, taken, password):
    _, gateway = open_field
    before = gateway.counts.refused["token"]
    assert line("http").send(request(owntracks(), Authorization=basic(password))).answer()[0] == (
        413 if len(password) > 8192 else 401
    )
    assert taken() == []
    assert gateway.counts.refused["token"] == before + (len(password) <= 8192)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"lon": 12.5, "lat": 41.9}, "far"), ({"tst": AT + 3600}, "future"), ({"tst": AT - 30 * 86_400}, "old"),
        ({"lat": 95.0}, "place"),
        ({"lon": 0, "lat": 0}, "place"), ({"lon": "1e400"}, "garbage"), ({"lat": None}, "garbage"), ({"tst": "soon"}, "garbage"),
        ({"tst": 1e17}, "future"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_its_reason(open_field, line, taken, more, reason):
    field, gateway = open_field
    before = gateway.counts.refused[reason]
    status, _ = line("http").send(request(owntracks(**more), Authorization=basic(field.token))).answer()
    assert status == (400 if reason == "garbage" else 200)  # what a device would only send again is taken off its hands
    assert (taken(), gateway.counts.refused[reason]) == ([], before + 1)


def test_a_clock_that_is_a_little_fast_is_set_right(open_field, line, taken):
    field, _ = open_field
    line("http").send(request(owntracks(tst=AT + 60), Authorization=basic(field.token))).answer()
    assert [f.at for f in taken()] == [AT]


def test_what_is_no_position_is_no_fault(open_field, line, taken):
    field, gateway = open_field
    before = gateway.counts.ignored
    assert line("http").send(request('{"_type":"waypoint"}', Authorization=basic(field.token))).answer() == (200, b"[]")
    assert (taken(), gateway.counts.ignored) == ([], before + 1)


def test_encrypted_messages_are_told_as_such(open_field, line):
    field, gateway = open_field
    before = gateway.counts.refused["sealed"]
    line("http").send(request('{"_type":"encrypted","data":"x"}', Authorization=basic(field.token))).answer()
    assert gateway.counts.refused["sealed"] == before + 1


@pytest.mark.parametrize(
    "data",
    [b"\x00" * 100, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"GET / HTTP/9.9\r\n\r\n",
     b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
     b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 500 + b"\r\n",
     b"POST / HTTP/1.1\r\nContent-Length: 10000000\r\n\r\n" + b"x" * 70_000,
     b"GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nxxxx"],
)  # fmt: skip
def test_garbage_ends_its_connection_and_nothing_else(open_field, line, taken, data):
    field, gateway = open_field
    connection = line("http")
    with contextlib.suppress(ConnectionError):
        connection.send(data)
    while not connection.ended():
        pass
    assert gateway.running
    assert line("http").send(request(owntracks(), Authorization=basic(field.token))).answer()[0] == 200


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=400), framed=st.booleans())
def test_any_bytes_are_survived(open_field, line, data, framed):
    _, gateway = open_field
    before = gateway.counts.taken
    connection = line("http")
    whole = (
        b"POST / HTTP/1.1\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(data), data) if framed else data
    )
    with contextlib.suppress(OSError):
        connection.send(whole)
        connection.socket.shutdown(1)
        while not connection.ended():
            pass
    connection.close()
    assert gateway.running
    assert gateway.counts.taken == before
