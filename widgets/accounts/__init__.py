"""Signing in, locking, changing shift, passwords, the second person, and the page of accounts."""
