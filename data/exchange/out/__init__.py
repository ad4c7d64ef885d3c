"""Files out: lists of records, and the town."""
