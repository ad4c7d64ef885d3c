"""Readers apart: whatever a file makes of them, the console gets an answer or a sentence."""

from __future__ import annotations

import io
import os
import threading

import numpy as np
import pytest

from data.errors import BadInput, Cancelled
from data.isolated import Failed, Limits, apart, read_apart, wire
from data.progress import Progress

FEW = Limits(seconds=2, memory=256 << 20, output=1 << 20)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "外来.bin"
    path.write_bytes(b"abc")
    return path


def probe(file, how, limits=FEW, **more):
    return read_apart("probe", {"how": how, **more}, file, limits=limits)


def test_it_answers_with_json_and_arrays(file):
    answer = probe(file, "well")
    assert answer.said == {"how": "well"}
    assert answer.arrays[0].tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("how", ["crash", "abort"])
def test_a_crash_becomes_a_sentence_that_names_the_file(file, how):
    with pytest.raises(BadInput, match=r"外来\.bin.*中途停止"):
        probe(file, how)


def test_it_goes_on_after_a_crash(file):
    with pytest.raises(BadInput):
        probe(file, "crash")
    assert probe(file, "well").said


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes here")
def test_the_number_of_a_process_that_has_ended_is_not_ended_once_more(file, monkeypatch):
    apart.close_all()
    probe(file, "well")
    (waiting,) = apart._waiting
    waiting._process.stdin.close()  # nobody asks any more: it ends, and its number is free for others
    waiting._process.wait()
    ended = []
    monkeypatch.setattr(apart.os, "killpg", lambda group, _signal: ended.append(group))
    assert probe(file, "well").said
    assert waiting._process.pid not in ended


def test_too_much_memory_becomes_a_sentence(file):
    with pytest.raises(BadInput, match="内存太多"):
        probe(file, "eat")


def test_endless_work_becomes_a_sentence(file):
    with pytest.raises(BadInput, match="时间太长"):
        probe(file, "spin", Limits(seconds=1))


def test_endless_sleep_becomes_a_sentence(file, monkeypatch):
    monkeypatch.setattr(apart, "SLOW", 1)
    with pytest.raises(BadInput, match="时间太长"):
        probe(file, "hang", Limits(seconds=1))


def test_too_much_output_is_not_taken(file):
    with pytest.raises(BadInput, match="太多"):
        probe(file, "flood", bytes=2 << 20)


def test_the_readers_own_complaint_comes_through(file):
    with pytest.raises(BadInput, match="坏文件"):
        probe(file, "complain", words="坏文件")


def test_what_the_library_trips_over_is_told_to_the_caller(file):
    with pytest.raises(Failed, match="x"):
        probe(file, "fail")


def test_no_passphrase_is_passed_on(file, monkeypatch):
    monkeypatch.setenv("WATCHROOM_PASSPHRASE", "secret")
    apart.close_all()
    assert "WATCHROOM_PASSPHRASE" not in probe(file, "environment").said


def test_progress_is_told(file):
    told = []
    read_apart("probe", {"how": "well"}, file, report=lambda done, total: told.append((done, total)))
    assert told == [(1, 2)]


def test_a_person_who_cancels_need_not_wait(file):
    progress, told = Progress(), threading.Event()
    threading.Thread(target=lambda: (told.wait(), progress.cancel())).start()
    with pytest.raises(Cancelled):
        read_apart("probe", {"how": "hang"}, file, progress=progress, report=lambda *_: told.set())


def test_nothing_else_can_be_asked_for(file):
    with pytest.raises(Failed, match="os:system"):
        read_apart("os:system", {}, file)


@pytest.mark.parametrize("array", [np.zeros((2, 0)), np.array([True, False]), np.arange(4, dtype=np.int16)])
def test_arrays_come_back_as_they_were(array):
    stream = io.BytesIO()
    wire.send(stream, None, [array])
    stream.seek(0)
    _, (back,) = wire.receive(stream, 1 << 20)
    assert back.dtype == array.dtype
    assert back.tolist() == array.tolist()


@pytest.mark.parametrize("head", [
    b'{"said":0,"arrays":[["|O",[1]]]}', b'{"said":0,"arrays":[["<f8",[-1]]]}', b'{"said":0,"arrays":[["<f8",[99999999999]]]}',
    b'{"said":0,"arrays":[["V9999999",[1]]]}', b'{"said":0,"arrays":[["<f8",[1.5]]]}', b"[]", b"x",
    b'{"said":0,"arrays":[["<f8",[8]]]}',
])  # fmt: skip
def test_a_message_that_is_never_sent_is_broken(head):
    with pytest.raises(wire.Broken):
        wire.receive(io.BytesIO(len(head).to_bytes(8, "big") + head), 1 << 20)


def test_a_length_is_not_believed():
    with pytest.raises(wire.Broken):
        wire.receive(io.BytesIO(b"\x7f" + bytes(7)), 1 << 20)


def test_byte_strings_come_back_as_they_were():
    pieces = [b"abc", None, b"", b"d"]
    assert wire.parted(*wire.joined(pieces)) == pieces


@pytest.mark.parametrize("lengths", [[4, -2], [1, 1], [10]])
def test_lengths_that_do_not_fit_are_broken(lengths):
    with pytest.raises(wire.Broken):
        wire.parted(np.zeros(4, np.uint8), np.array(lengths))
