"""The content security policy of the site: its own files, the theme's inline scripts, and the hosts that the owner lists."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)

# Styles in attributes are those of formulas and tables, which the sanitiser has limited to alignment and colour.
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}{hosts}; style-src 'self'{styles}{hosts}; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:{hosts}; font-src 'self'{hosts}; connect-src 'self'{hosts}; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'self'; form-action 'self'"
)


def policy(pages: Iterable[str], hosts: Sequence[str] = ()) -> str:
    """Returns the policy that allows what stands inline in these pages, which are the theme's, drawn without any content."""
    hashes: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        for kind, text in INLINE.findall(page):
            hashes[kind].add(f" 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    scripts, styles = ("".join(sorted(hashes[kind])) for kind in ("script", "style"))
    return POLICY.format(scripts=scripts, styles=styles, hosts="".join(f" {host}" for host in hosts))
