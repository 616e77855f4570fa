"""Writes files whole, and keeps what was computed."""
