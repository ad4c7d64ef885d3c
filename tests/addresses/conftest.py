"""The small town's addresses, ready to be asked."""

from __future__ import annotations

import pytest

from data.exchange.addresses import AddressBook


@pytest.fixture
def book(town):
    return AddressBook(town)
