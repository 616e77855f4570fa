"""Addresses of the web: what every browser and every printer can follow."""

from __future__ import annotations

from pydantic_core import Url

LONGEST = 2_000


def leads_somewhere(address: str) -> bool:
    """Tells whether an address has a host and a port that can be, by the rules that browsers parse it by."""
    if len(address) > LONGEST:
        return False
    try:
        Url(address)
    except ValueError:
        return False
    return True
