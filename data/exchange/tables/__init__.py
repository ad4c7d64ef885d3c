"""Tables in: reading, header row, mapping, preview."""
