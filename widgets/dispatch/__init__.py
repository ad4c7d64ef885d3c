"""Dispatch in the drawer: who gets here, rings of minutes, cordons, posts, and places handed to forces."""
