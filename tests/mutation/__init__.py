"""Puts small mistakes into the code, one at a time, and counts those that a test notices."""
