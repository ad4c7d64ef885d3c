"""Tokens of devices: long, never twice, and without letters that are taken for others when they are copied by hand."""

from __future__ import annotations

import threading

from data.gateway.devices import LENGTH, LETTERS, DeviceBook, new_token, switch


def test_no_letter_of_a_token_is_taken_for_another():
    assert not set("il1o0IO") & set("".join(new_token() for _ in range(50)))


def test_a_token_cannot_be_guessed_back():
    assert len(LETTERS) ** LENGTH > 2**120
    assert len({new_token() for _ in range(50)}) == 50


def test_who_read_the_devices_before_one_was_stopped_does_not_let_it_go_on(field, monkeypatch):
    book, read = DeviceBook(field.station), field.station.columns
    has_read, goes_on = threading.Event(), threading.Event()

    def slowly(query, fields):
        rows = read(query, fields)
        if threading.current_thread() is first:
            has_read.set()
            goes_on.wait()
        return rows

    monkeypatch.setattr(field.station, "columns", slowly)
    first = threading.Thread(target=book.read)  # as after the change of another device
    first.start()
    has_read.wait()
    second = threading.Thread(target=lambda: switch(field.station, field.device, False, who="值班长"))
    second.start()
    second.join(0.2)  # without the mending it has read by now, and is the first to say so
    goes_on.set()
    for thread in (first, second):
        thread.join()
    assert not book.find(field.token).on
    book.close()


def test_a_device_that_is_stopped_while_they_are_first_read_is_stopped(field, monkeypatch):
    read = field.station.columns
    stopping = threading.Thread(target=lambda: switch(field.station, field.device, False, who="值班长"))

    def then_stopped(query, fields):
        rows = read(query, fields)
        monkeypatch.setattr(field.station, "columns", read)
        stopping.start()
        stopping.join(0.2)  # without the mending it is told by now, and nobody listens
        return rows

    monkeypatch.setattr(field.station, "columns", then_stopped)
    book = DeviceBook(field.station)
    stopping.join()
    assert not book.find(field.token).on
    book.close()
