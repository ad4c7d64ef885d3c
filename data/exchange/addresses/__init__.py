"""Addresses in Chinese text: their parts, and the building and room that they name."""

from data.exchange.addresses.alias import Lesson, alias_edits, learn_alias, lesson_of
from data.exchange.addresses.found import Match
from data.exchange.addresses.match import AddressBook
from data.exchange.addresses.parse import AddressParts, parse_address

__all__ = ["AddressBook", "AddressParts", "Lesson", "Match", "alias_edits", "learn_alias", "lesson_of", "parse_address"]
