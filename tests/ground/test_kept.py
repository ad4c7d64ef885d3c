"""What becomes of a ground picture: kept, journalled, taken back, replaced, copied; and broken files leave nothing."""

import random

import pytest

from data.errors import Cancelled, WatchroomError
from data.exchange.conversation import Arrivals, carry_out, compare, listen
from data.progress import Progress
from data.query import Query
from data.store.station import Station
from data.town.pictures import read_pictures
from tests.ground.conftest import cross


def counts(station):
    return station.count(Query("ground_picture")), station.count(Query("attachment", ()))


def test_report(lay, tif):
    report = lay(tif())
    assert (report.kind, report.rows, report.added, report.batch is not None) == ("ground_picture", 1, 1, True)


def test_undo_takes_it_away(town, lay, tif):
    town.undo(lay(tif()).batch, who="t")
    assert counts(town) == (0, 0)


def test_redo_brings_it_back(town, lay, tif):
    lay(tif())
    before = read_pictures(town)[0].pixels
    town.undo(who="t")
    town.redo(who="t")
    assert (read_pictures(town)[0].pixels == before).all()


def test_the_same_again_changes_nothing(town, lay, tif):
    path = tif()
    lay(path)
    report = lay(path)
    assert (report.unchanged, report.batch) == (1, None)


def test_a_new_picture_of_the_name_takes_its_place(town, lay, tif):
    lay(tif())
    report = lay(tif(pixels=255 - cross()))
    assert report.updated == 1
    assert counts(town) == (1, 1)


def test_undo_of_a_replacement_brings_the_first_back(town, lay, tif):
    lay(tif())
    before = read_pictures(town)[0].pixels
    lay(tif(pixels=255 - cross()))
    town.undo(who="t")
    assert (read_pictures(town)[0].pixels == before).all()


def test_dry_run_writes_nothing(town, lay, tif):
    report = lay(tif(), dry_run=True)
    assert (report.added, report.batch, counts(town)) == (1, None, (0, 0))


def test_cancel_leaves_nothing(town, lay, tif):
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        lay(tif(), progress=stopped)
    assert counts(town) == (0, 0)


def test_encrypted_backup_keeps_it(tmp_path, tif):
    from data.exchange.importer import import_file

    with Station.create(tmp_path / "a.station", "密", passphrase="correct horse") as station:
        import_file(station, tif(), who="t")
        station.backup(tmp_path / "b.station")
    with Station.open(tmp_path / "b.station", passphrase="correct horse") as copy:
        assert copy.verify().sound
        assert len(read_pictures(copy)) == 1


def test_known_pixels_are_not_read_again(town, lay, tif):
    lay(tif())
    (first,) = read_pictures(town)
    (second,) = read_pictures(town, {first.digest: first.pixels})
    assert second.pixels is first.pixels


@pytest.mark.parametrize("seed", range(6))
def test_broken_files_end_in_a_sentence(town, lay, tif, tiles, seed):
    dice = random.Random(seed)
    for path in (tif(compress="deflate", tiled=True), tiles(zooms=(14,))):
        whole = path.read_bytes()
        for _ in range(6):
            raw = bytearray(whole[: dice.randrange(len(whole))] if dice.random() < 0.5 else whole)
            for _ in range(dice.randrange(30) if raw else 0):
                raw[dice.randrange(len(raw))] = dice.randrange(256)
            path.write_bytes(raw)
            before = counts(town)
            try:
                lay(path)
            except WatchroomError:
                assert counts(town) == before
    assert town.verify().sound


def test_a_station_with_nothing_else_is_as_large_as_its_picture(tmp_path, tif):
    from data.exchange.importer import import_file
    from data.town.load import load_town

    with Station.create(tmp_path / "a.station", "空") as station:
        import_file(station, tif(), who="t")
        west, south, east, north = load_town(station).extent
        assert (east - west, north - south) == pytest.approx((2876, 1441), rel=0.02)


def test_the_conversation_tells_which_picture_it_was_also_when_it_comes_again(town, tif):
    path = tif()
    with Arrivals() as arrivals:
        for outcome in ("added", "unchanged"):
            (parcel,) = arrivals.take([path])
            parcel = carry_out(town, compare(town, listen(town, arrivals.open(parcel))), "测试")
            picture = town.first(Query("ground_picture"))
            assert getattr(parcel.done[0], outcome) == 1
            assert parcel.touched == {"ground_picture": (picture.id,)}
