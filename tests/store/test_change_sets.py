"""What a change set concerns is told without making its changes, however many they are."""

from data.records import Change, ChangeSet
from data.store.changes import Changes, Run


class Unmade:
    """Values that may not be looked at."""

    def __getitem__(self, at):
        raise AssertionError("the changes were made")

    def __len__(self):
        return 3


def imported():
    runs = [Run("person", range(5, 8), None, Unmade()), Run("shop", [20, 21, 22], None, Unmade())]
    return ChangeSet(1, "", "", "", "", Changes(runs))


def test_the_kinds_of_an_import_are_told_without_its_changes():
    assert imported().kinds == {"person", "shop"}


def test_whether_an_import_concerns_a_record_is_told_without_its_changes():
    changes = imported()
    assert [changes.concerns(id) for id in (4, 5, 7, 8, 21)] == [False, True, True, False, True]


def test_no_changes_of_other_kinds_are_made():
    assert list(imported().touching("case")) == []


def test_plain_changes_are_asked_one_by_one():
    changes = ChangeSet(1, "", "", "", "", (Change("person", 3, None, {"name": "a"}),))
    assert (changes.kinds, changes.concerns(3), changes.concerns(4)) == ({"person"}, True, False)
