"""The journal as evidence: its lines in words, the way of a person through the records, and signed reports."""
