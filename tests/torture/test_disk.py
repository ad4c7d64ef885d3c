"""The disk that remembers: what was synced stays, what was not may stay in part."""

from __future__ import annotations

import random

from benchmarks.torture.disk import Disk, Event

OLD = b"a" * 2048
ROUNDS = 200


def cuts(*events):
    disk = Disk({"f": OLD})
    for event in events:
        disk.take(event)
    return [disk.cut(random.Random(n)) for n in range(ROUNDS)]


def test_what_was_synced_is_there():
    found = cuts(Event("write", "f", 0, b"b" * 2048), Event("sync", "f"))
    assert {files["f"] for files in found} == {b"b" * 2048}


def test_what_was_not_synced_is_there_sometimes_and_in_parts():
    found = {files["f"] for files in cuts(Event("write", "f", 0, b"b" * 2048))}
    assert OLD in found
    assert b"b" * 2048 in found
    assert any(0 < f.count(b"b") < 2048 for f in found)


def test_a_later_write_may_be_there_without_an_earlier_one():
    found = {files["f"] for files in cuts(Event("write", "f", 0, b"b" * 512), Event("write", "f", 512, b"c" * 512))}
    assert any(f.startswith(b"a" * 512 + b"c" * 512) for f in found)


def test_a_name_lasts_when_its_folder_was_synced():
    renamed = Event("rename", "f", other="g")
    assert {tuple(files) for files in cuts(renamed)} == {("f",), ("g",)}
    assert {tuple(files) for files in cuts(renamed, Event("folder"))} == {("g",)}


def test_what_grew_and_was_not_synced_may_be_long_or_short():
    lengths = {len(files["f"]) for files in cuts(Event("write", "f", 2048, b"b" * 512))}
    assert lengths == {2048, 2560}


def test_a_second_name_leads_to_the_same_file():
    found = cuts(Event("link", "f", other="g"), Event("folder"), Event("write", "f", 0, b"b" * 2048), Event("sync", "f"))
    assert {(files["f"], files["g"]) for files in found} == {(b"b" * 2048, b"b" * 2048)}


def test_a_file_that_took_a_name_and_was_never_written_for_certain_may_be_empty():
    found = cuts(Event("rename", "part", other="f"), Event("folder"))
    assert {files["f"] for files in found} == {b""}


def test_writes_go_with_the_file_and_not_with_its_name():
    moved = Event("rename", "f", other="g")
    found = cuts(moved, Event("write", "g", 0, b"b" * 2048), Event("sync", "g"))
    assert {(tuple(files), *files.values()) for files in found} == {(("f",), b"b" * 2048), (("g",), b"b" * 2048)}
