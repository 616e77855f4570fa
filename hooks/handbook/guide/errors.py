"""Why there is no guide."""

from __future__ import annotations


class GuideError(Exception):
    """What was asked for cannot be done: one line that says what to do instead."""


class TypesettingError(GuideError):
    """A question cannot be set, whatever is asked for."""
