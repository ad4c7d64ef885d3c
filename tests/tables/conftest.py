"""Tables as files."""

from __future__ import annotations

from tests.tables_written import write

__all__ = ["write"]
