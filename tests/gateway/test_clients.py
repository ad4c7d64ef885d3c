"""Messages as clients in use send them, whole: OwnTracks, Traccar Client old and new, OsmAnd, ATAK, WinTAK, iTAK."""

from __future__ import annotations

import json

import pytest

from tests.gateway.conftest import AT
from tests.gateway.test_cot import auth, has_taken
from tests.gateway.test_http import basic, request, taken

__all__ = ["taken"]  # a fixture

PLACE = {"lat": 25.051, "lon": 102.742}
ON_ANDROID = {
    "_type": "location", "_id": "5b0e2a41", "BSSID": "02:00:00:00:00:00", "SSID": "station", "acc": 14, "alt": 1891, "batt": 81,
    "bs": 1, "cog": 0, "conn": "w", "created_at": AT + 1, "inregions": [], "m": 1, "source": "fused", "t": "u", "tid": "ph",
    "topic": "owntracks/wang/phone", "tst": AT, "vac": 2, "vel": 0, **PLACE,
}  # fmt: skip
ON_IOS = {
    "_type": "location", "acc": 5, "alt": 1890, "batt": 54, "bs": 2, "cog": 271, "conn": "m", "created_at": AT, "m": 2, "p": 81.2,
    "t": "t", "tid": "wj", "topic": "owntracks/wang/4A12", "tst": AT, "vac": 3, "vel": 4, **PLACE,
}  # fmt: skip
TRACCAR_9 = {
    "location": {
        "timestamp": "2026-11-21T13:46:58.412Z", "age": 90, "event": "motionchange", "is_moving": True, "odometer": 311.6,
        "uuid": "0f0b9a52-3c1e-4ad2-8a55-9a1f3f3a2f11", "extras": {}, "activity": {"type": "walking", "confidence": 92},
        "battery": {"level": 0.77, "is_charging": False},
        "coords": {"latitude": 25.051, "longitude": 102.742, "accuracy": 6.1, "altitude": 1890.2, "ellipsoidal_altitude": 1890.2,
                   "altitude_accuracy": 2, "speed": -1, "speed_accuracy": -1, "heading": -1, "heading_accuracy": -1},
    },
}  # fmt: skip
FORM = {"Content_Type": "application/x-www-form-urlencoded"}
KEPT = {"Connection": "keep-alive", "Accept_Encoding": "gzip"}


def by_name(said, path="/"):
    return lambda token: request(json.dumps({**said, "device_id": token}), path, Content_Type="application/json", **KEPT)


def by_password(said):
    more = {"X_Limit_U": "wang", "X_Limit_D": "phone", "Content_Type": "application/json; charset=utf-8", **KEPT}
    more["User_Agent"] = "Owntracks-Android/gms/420504000"
    return lambda token: request(json.dumps(said), "/pub", Authorization=basic(token), **more)


def asked(path, method="GET", body="", **headers):
    return lambda token: request(body.format(token), path.format(token), method, **headers)


OLD_TRACCAR = f"id={{}}&timestamp={AT}&lat=25.051&lon=102.742&speed=0.0&bearing=0.0&altitude=1890.0&accuracy=12.0&batt=96.0"
OSMAND = f"/?id={{}}&lat=25.051&lon=102.742&timestamp={AT}000&hdop=4.0&altitude=1890.4&speed=1.2&bearing=91.0"


@pytest.mark.parametrize(
    "sent",
    [
        by_password(ON_ANDROID), by_password(ON_IOS), by_name(TRACCAR_9), asked("/?" + OLD_TRACCAR, "POST"), asked(OSMAND),
        asked("/", "POST", OLD_TRACCAR, **FORM),
    ],
    ids=["owntracks-android", "owntracks-ios", "traccar-9", "traccar-8", "osmand", "traccar-form"],
)  # fmt: skip
def test_phones(open_field, line, taken, sent):
    field, _ = open_field
    assert line("http").send(sent(field.token)).answer()[0] == 200
    assert [(f.carrier, f.lon, f.lat) for f in taken()] == [(field.wang, 102.742, 25.051)]


def test_what_a_phone_does_not_know_is_not_known(open_field, line, taken):
    field, _ = open_field
    line("http").send(by_name(TRACCAR_9)(field.token)).answer()
    fix = taken()[0]
    assert (fix.speed, fix.course, fix.battery) == (None, None, 77)


@pytest.mark.parametrize(
    "sent",
    [
        lambda token: request("", "/pub", Authorization=basic(token)),  # OwnTracks, when a friend was deleted
        by_password({"_type": "transition", "event": "enter", "desc": "所里", "wtst": AT, "tst": AT, "acc": 9, **PLACE}),
        by_password({"_type": "lwt", "tst": AT}), by_password({"_type": "status", "_id": "1"}),
        by_name({"location": {"event": "providerchange", "timestamp": "2026-11-21T13:46:58Z"}}),
        asked("/?id={}&lat=25.051&lon=102.742&valid=false"),
    ],
    ids=["empty", "transition", "lwt", "status", "without a place", "not valid"],
)  # fmt: skip
def test_what_is_no_position_is_taken_off_the_phone_and_not_refused(open_field, line, taken, sent):
    field, gateway = open_field
    ignored, refused = gateway.counts.ignored, gateway.counts.all_refused
    assert line("http").send(sent(field.token)).answer()[0] == 200
    assert (taken(), gateway.counts.ignored, gateway.counts.all_refused) == ([], ignored + 1, refused)


def test_an_empty_message_without_a_token_is_refused(open_field, line):
    _, _gateway = open_field
    assert line("http").send(request("", "/pub", Authorization=basic("wrong"))).answer()[0] == 401


# TAK

SEEN = "2026-11-21T13:46:58.113Z"


def situation(uid, platform, point, *, type="a-f-G-U-C", how="m-g", more=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<event version="2.0" uid="{uid}" type="{type}" time="{SEEN}" '
        f'start="{SEEN}" stale="2026-11-21T13:53:13.113Z" how="{how}"><point {point}/><detail>{more}<takv os="34" '
        f'version="5.1.0.11 (2c8d0f9f).1716912345-CIV" device="SAMSUNG SM-G990B" platform="{platform}"/><contact '
        f'endpoint="*:-1:stcp" callsign="WANG"/><uid Droid="WANG"/><precisionlocation altsrc="GPS" geopointsrc="GPS"/>'
        f'<__group role="Team Member" name="Cyan"/><status battery="88"/><track course="181.5" speed="1.3"/></detail></event>'
    ).encode()


HERE = 'lat="25.051" lon="102.742" hae="1890.0" ce="5.2" le="9999999.0"'
NOWHERE = 'lat="0.0" lon="0.0" hae="9999999.0" ce="9999999.0" le="9999999.0"'
OWN = "ANDROID-1"  # under which `auth` signs in
MARKER = situation("3f5b6c2e-07f5-4d7a", "ATAK-CIV", HERE.replace("25.051", "25.0401"), type="a-h-G", how="h-g-i-g-o",
                   more=f'<archive/><link uid="{OWN}" type="a-f-G-U-C" relation="p-p"/>')  # fmt: skip


@pytest.mark.parametrize(("platform", "type"), [("ATAK-CIV", "a-f-G-U-C"), ("WinTAK-CIV", "a-f-G-U-C-I"), ("iTAK", "a-f-G-E-V-C")])
def test_clients_of_tak(open_field, line, taken, until, platform, type):
    field, gateway = open_field
    before = gateway.counts.taken
    line("cot").send(auth(field.token) + situation(OWN, platform, HERE, type=type))
    until(has_taken(gateway, before))
    assert [(f.carrier, f.lon, f.lat, f.accuracy, f.battery) for f in taken()] == [(field.wang, 102.742, 25.051, 5.2, 88)]


def test_what_a_client_puts_on_its_map_does_not_move_who_carries_it(open_field, line, taken, until):
    field, gateway = open_field
    before = gateway.counts.taken
    line("cot").send(auth(field.token) + MARKER + situation(OWN, "ATAK-CIV", HERE) + MARKER)
    until(has_taken(gateway, before))
    assert [f.lat for f in taken()] == [25.051]


def test_a_friend_is_the_sender_where_the_sign_in_names_none(open_field, line, taken, until):
    field, gateway = open_field
    before = gateway.counts.taken
    nameless = auth(field.token).replace(b" uid='ANDROID-1'", b"")
    line("cot").send(nameless + MARKER + situation("S-1-5-21", "WinTAK-CIV", HERE) + MARKER)
    until(has_taken(gateway, before))
    assert [f.lat for f in taken()] == [25.051]


def test_a_client_that_does_not_know_where_it_is_is_not_refused(open_field, line, taken, until):
    field, gateway = open_field
    ignored, refused = gateway.counts.ignored, gateway.counts.all_refused
    line("cot").send(auth(field.token) + situation(OWN, "ATAK-CIV", NOWHERE, how="h-e"))
    until(lambda: gateway.counts.ignored > ignored)
    assert (taken(), gateway.counts.all_refused) == ([], refused)
