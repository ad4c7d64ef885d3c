"""Backups that are made, checked and thinned out by themselves, and the way back from them."""
