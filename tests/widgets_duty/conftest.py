"""A workspace on a demo station of one's own, as the panels of records have it."""

from tests.widgets_records.conftest import chinese, officer, settled, shown, workspace

__all__ = ["chinese", "officer", "settled", "shown", "workspace"]
