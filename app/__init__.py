"""Puts it together: start-up, main window, commands, jobs, wall display, command line."""
