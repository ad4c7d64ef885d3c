"""The command line on records: new, info, kinds, import, find, query, undo, verify, backup."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def station(watchroom, tmp_path):
    path = tmp_path / "a.station"
    done = watchroom("new", path, "--name", "测试所", "--plain")
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def residents(tmp_path):
    from data.kinds.values import id_checksum

    first, second = (start + id_checksum(start) for start in ("99000119900307611", "99000119851212002"))
    text = f"姓名,性别,身份证号,手机号\n张伟,男,{first},16900001234\n王芳,女,{second},16900005678\n"
    path = tmp_path / "人口.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_info_of_an_empty_station(watchroom, json_of, station):
    told = json_of(watchroom("info", station, "--json"))
    assert set(told) == {"name", "encrypted", "extent", "kinds", "journal"}
    assert told["name"] == "测试所"
    assert told["encrypted"] is False
    assert told["extent"] is None
    assert set(told["kinds"].values()) == {0}


def test_import_then_find_by_pinyin(watchroom, json_of, station, residents):
    report = json_of(watchroom("import", station, residents, "--json"))
    assert (report["kind"], report["rows"], report["added"], report["rejected"]) == ("person", 2, 2, 0)
    for text in ("张", "zhangwei", "zw", "1234"):
        assert [r["name"] for r in json_of(watchroom("find", station, text, "--json"))] == ["张伟"], text


def test_the_executable_makes_fills_and_reads_a_station(executable, json_of, residents, tmp_path):
    path = tmp_path / "a.station"
    assert executable("new", path, "--name", "密所", passphrase="correct horse").returncode == 0
    assert json_of(executable("import", path, residents, "--json", passphrase="correct horse"))["added"] == 2
    assert [r["name"] for r in json_of(executable("find", path, "zw", "--json", passphrase="correct horse"))] == ["张伟"]
    refused = executable("info", path, "--json")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert "WATCHROOM_PASSPHRASE" in refused.stderr


def test_a_second_import_changes_nothing(watchroom, json_of, station, residents):
    json_of(watchroom("import", station, residents, "--json"))
    again = json_of(watchroom("import", station, residents, "--json"))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_undo_takes_an_import_back_whole(watchroom, json_of, station, residents):
    batch = json_of(watchroom("import", station, residents, "--json"))["batch"]
    undone = json_of(watchroom("undo", station, "--batch", batch, "--json"))
    assert undone["undone"] == batch
    assert json_of(watchroom("info", station, "--json"))["kinds"]["person"] == 0


def test_a_dry_run_writes_nothing(watchroom, json_of, station, residents):
    report = json_of(watchroom("import", station, residents, "--dry-run", "--json"))
    assert report["added"] == 2
    assert json_of(watchroom("info", station, "--json"))["kinds"]["person"] == 0


def test_query_masks_what_is_sensitive(watchroom, json_of, station, residents):
    json_of(watchroom("import", station, residents, "--json"))
    rows = json_of(watchroom("query", station, "person", "--where", "name=张伟"))
    assert [r["name"] for r in rows] == ["张伟"]
    assert rows[0]["phone"] == "169****1234"
    assert "16900001234" not in json.dumps(rows)


@pytest.mark.parametrize("form", ["csv", "geojson", "xlsx", "gpkg"])
def test_query_writes_every_format(watchroom, demo_file, tmp_path, form):
    out = tmp_path / f"out.{form}"
    done = watchroom("query", demo_file, "camera", "--where", "state=faulty", "--format", form, "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 0


def test_query_by_place_finds_what_a_box_holds(watchroom, json_of, demo_file):
    every = json_of(watchroom("query", demo_file, "camera"))
    west = sorted(c["lon"] for c in every)[len(every) // 2]
    inside = json_of(watchroom("query", demo_file, "camera", "--bbox", f"-180,-90,{west},90"))
    assert {c["id"] for c in inside} == {c["id"] for c in every if c["lon"] <= west}


def test_kinds_list_fields(watchroom, json_of):
    kinds = {k["name"]: k for k in json_of(watchroom("kinds", "--json"))}
    assert {"building", "dwelling", "person", "residence", "shop", "organisation", "camera", "case", "force", "grid", "place",
            "road", "task", "attachment"} <= set(kinds)  # fmt: skip
    assert "id_number" in {f["name"] for f in kinds["person"]["fields"]}


def test_verify_backup_and_restore(watchroom, json_of, station, residents, tmp_path):
    json_of(watchroom("import", station, residents, "--json"))
    copy, back = tmp_path / "copy.station", tmp_path / "back.station"
    assert watchroom("backup", station, copy).returncode == 0
    assert watchroom("restore", copy, back).returncode == 0
    assert json_of(watchroom("verify", back, "--json"))["sound"] is True
    assert json_of(watchroom("info", back, "--json"))["kinds"]["person"] == 2


def test_an_encrypted_station_needs_its_passphrase(watchroom, json_of, tmp_path):
    path = tmp_path / "secret.station"
    assert watchroom("new", path, "--name", "密所", passphrase="correct horse").returncode == 0
    assert json_of(watchroom("info", path, "--json", passphrase="correct horse"))["encrypted"] is True
    assert watchroom("info", path, "--json", passphrase="wrong").returncode == 4
    assert watchroom("info", path, "--json").returncode == 4


def test_a_kind_of_ones_own_by_one_file(watchroom, json_of, station, tmp_path):
    declaration = tmp_path / "dog.toml"
    declaration.write_text(
        'name = "dog"\nlabel = { zh = "犬只", en = "Dog" }\ntitle = "{name}"\nledger = "things"\ncolumns = ["name"]\n'
        'keys = [["tag"]]\nplace = { shape = "point", belongs = true }\nlayer = { glyph = "犬", colour = "#7a5c00" }\n'
        '[fields]\nname = { type = "text", label = { zh = "犬名", en = "Name" }, required = true, search = "name" }\n'
        'tag = { type = "text", label = { zh = "犬证号", en = "Tag" }, search = "digits" }\n',
        encoding="utf-8",
    )
    assert watchroom("import", station, declaration).returncode == 0
    rows = tmp_path / "犬只.csv"
    rows.write_text("犬名,犬证号\n大黄,990001\n小黑,990002\n", encoding="utf-8-sig")
    report = json_of(watchroom("import", station, rows, "--kind", "dog", "--json"))
    assert report["added"] == 2
    assert [r["name"] for r in json_of(watchroom("find", station, "dahuang", "--json"))] == ["大黄"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("info", "missing.station"), 3), (("query", "{demo}", "nothing"), 2), (("query", "{demo}", "person", "--where", "x=1"), 2),
        (("query", "{demo}", "camera", "--bbox", "1,2,3"), 2), (("find",), 2), (("info", "{rubbish}"), 3),
        (("import", "{copy}", "missing.csv"), 3), (("import", "{copy}", "{rubbish}"), 3),
    ],
)  # fmt: skip
def test_what_was_wrong_is_said_with_its_status(watchroom, demo_file, tmp_path, arguments, status):
    import shutil

    copy, rubbish = tmp_path / "copy.station", tmp_path / "rubbish.station"
    shutil.copy(demo_file, copy)
    rubbish.write_bytes(b"this is no station" * 100)
    before = copy.read_bytes()
    done = watchroom(*(a.format(demo=demo_file, copy=copy, rubbish=rubbish) for a in arguments))
    assert done.returncode == status, done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert copy.read_bytes() == before


def test_messages_in_english(watchroom, tmp_path):
    done = watchroom("--lang", "en", "info", tmp_path / "missing.station")
    assert done.returncode == 3
    assert not any("\u4e00" <= c <= "\u9fff" for c in done.stderr.replace(str(tmp_path), "")), done.stderr
