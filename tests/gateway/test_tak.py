"""TAK's own protocol: messages as takproto writes them say what their XML says, and both sides agree on it."""

from __future__ import annotations

import socket
import threading

import pytest
import takproto
from hypothesis import given
from hypothesis import strategies as st
from takproto.constants import TAKProtoVer

from data.gateway import cot, tak
from data.gateway import gateway as gateway_module
from data.gateway.gateway import Gateway
from data.gateway.report import NotUnderstood
from data.gateway.wish import Wish
from tests.gateway.conftest import NOW, Line
from tests.gateway.test_cot import auth, event, has_taken


def mesh(xml):
    return bytes(takproto.xml2proto(xml))


def streamed(xml):
    return bytes(takproto.xml2proto(xml, TAKProtoVer.STREAM))


def request(uid="u", version="1"):
    return event(uid=uid, type=tak.REQUEST, detail=f"<TakControl><TakRequest version='{version}'/></TakControl>")


@pytest.mark.parametrize("detail", ["", "<watchroom token='abc'/>", "<remarks>去&amp;回</remarks><watchroom token='x'/>"])
def test_a_datagram_says_what_its_xml_says(detail):
    xml = event(detail=detail)
    assert tak.read(mesh(xml)) == cot.read(xml)


def test_xml_behind_the_header_of_version_0_is_read():
    assert tak.read(b"\xbf\x00\xbf" + event()) == cot.read(event())


@pytest.mark.parametrize("data", [b"\xbf", b"\xbf\x01", b"\xbf\x01\xbf", b"\xbf\x02\xbf\x00", b"\xbf\x01\xbf\xff\xff\xff",
                                  b"\xbf" + b"\xff" * 9])  # fmt: skip
def test_what_is_no_message_is_told(data):
    with pytest.raises(NotUnderstood):
        tak.read(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(data):
    try:
        event = tak.read(b"\xbf\x01\xbf" + data)
    except NotUnderstood:
        return
    assert isinstance(event, cot.Event)


def test_entities_in_its_xml_are_refused():
    message = takproto.functions.xml2message(event())
    message.cotEvent.detail.xmlDetail = "<!DOCTYPE x [<!ENTITY e 'e'>]><remarks/>"
    with pytest.raises(NotUnderstood):
        tak.read(b"\xbf\x01\xbf" + message.SerializeToString())


@given(st.lists(st.tuples(st.booleans(), st.floats(102, 103)), max_size=6), st.integers(1, 400))
def test_a_stream_of_both_kinds_is_cut_wherever_it_breaks(sent, size):
    whole = b"".join(streamed(event(lon)) if framed else event(lon) + b"\n" for framed, lon in sent)
    splitter = cot.Splitter()
    found = [m for at in range(0, len(whole), size) for m in splitter.feed(whole[at : at + size])]
    assert [tak.read(m) for m in found] == [cot.read(event(lon)) for _, lon in sent]


@pytest.mark.parametrize("data", [b"\xbf\xff\xff\xff\x7f", b"\xbf" + b"\xff" * 6])
def test_a_message_that_would_be_too_long_is_refused_at_its_head(data):
    with pytest.raises(NotUnderstood):
        list(cot.Splitter().feed(data))


def test_what_is_framed_another_library_reads():
    xml = cot.write("u1", "a-f-G-U-C", NOW, NOW, (102.5, 25.1), error=7.0, detail={"contact": {"callsign": "王 & 李"}})
    found = takproto.parse_proto(bytearray(tak.framed([xml])[0])).cotEvent
    assert (found.uid, found.lon, found.lat, found.ce, found.detail.contact.callsign) == ("u1", 102.5, 25.1, 7.0, "王 & 李")


def test_a_datagram_of_atak_is_taken(open_field, taken, until):
    field, gateway = open_field
    port = next(d.port for d in gateway.doors if d.name == "udp")
    before = gateway.counts.taken
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(mesh(event(detail=f"<watchroom token='{field.token}'/>")), ("127.0.0.1", port))
    until(has_taken(gateway, before))
    assert [fix.carrier for fix in taken()] == [field.wang]


def heard(line, type):
    """Return the next event of a type, as it came and as it is read."""
    while not line.heard or tak.read(line.heard[0]).type != type:
        del line.heard[:1]
        while not line.heard:
            line.heard += line.splitter.feed(line.socket.recv(65536))
    return line.heard[0], tak.read(line.heard[0])


@pytest.fixture
def client(open_field, line):
    """A client that has signed in and heard the offer, with the name of that."""
    field, _ = open_field
    made = line("cot").send(auth(field.token))
    made.splitter, made.heard = cot.Splitter(), []
    return made, heard(made, tak.OFFER)[1].uid


def test_both_sides_agree_and_go_on_in_it(open_field, client, taken, until):
    _, gateway = open_field
    before, (line, uid) = gateway.counts.taken, client
    answer, _ = heard(line.send(request(uid)), tak.ANSWER)
    assert b'status="true"' in answer
    line.send(streamed(event()) + streamed(event(102.743)) + streamed(event(type=cot.PING)))
    until(has_taken(gateway, before, 2))
    assert [fix.lon for fix in taken()] == [102.742, 102.743]
    assert heard(line, cot.PONG)[0][:1] == cot.PROTOBUF


def test_a_version_to_come_is_declined_and_xml_goes_on(open_field, client, taken, until):
    _, gateway = open_field
    before, (line, uid) = gateway.counts.taken, client
    answer, _ = heard(line.send(request(uid, "2")), tak.ANSWER)
    assert b'status="false"' in answer
    line.send(event() + event(type=cot.PING))
    until(has_taken(gateway, before))
    assert heard(line, cot.PONG)[0][:1] == b"<"


def test_who_has_agreed_gets_the_picture_in_it(field):
    gateway = Gateway(field.station, Wish(on=True, http_port=None, cot_port=0, udp_port=None, batch_seconds=0.2))
    door = gateway.start()[0]
    line = Line(door.port)
    try:
        line.send(auth(field.token))
        line.splitter, line.heard = cot.Splitter(), []
        line.send(request(heard(line, tak.OFFER)[1].uid))
        heard(line, tak.ANSWER)
        message, found = heard(line, "a-f-G-U-C")
        assert (message[:1], found.uid, found.callsign) == (cot.PROTOBUF, f"watchroom-force-{field.wang}", "王警官")
    finally:
        line.close()
        gateway.stop()


def test_who_signs_in_while_the_first_picture_is_made_gets_it_as_soon_as_it_is(field, monkeypatch):
    made, signed_in = gateway_module.picture, threading.Event()
    monkeypatch.setattr(gateway_module, "picture", lambda station: signed_in.wait() and made(station))
    gateway = Gateway(field.station, Wish(on=True, http_port=None, cot_port=0, udp_port=None, batch_seconds=60.0))
    line = Line(gateway.start()[0].port)
    try:
        line.splitter, line.heard = cot.Splitter(), []
        heard(line.send(auth(field.token)), tak.OFFER)
        signed_in.set()
        assert heard(line, "a-f-G-U-C")[1].uid == f"watchroom-force-{field.wang}"
    finally:
        signed_in.set()
        line.close()
        gateway.stop()


def test_who_has_not_signed_in_is_told_nothing(open_field, line, until):
    _, gateway = open_field
    before = gateway.counts.ignored
    client = line("cot").send(request() + event(type=cot.PING))
    until(lambda: gateway.counts.ignored >= before + 2)
    client.socket.setblocking(False)
    with pytest.raises(BlockingIOError):
        client.socket.recv(1)
