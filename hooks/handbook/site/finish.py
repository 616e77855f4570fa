"""The content security policy of a page: its own files and its own inline scripts, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PLACE = '<meta name="handbook-policy">'

# Styles in attributes are those of formulas and tables, which the sanitiser has limited to alignment and colour.
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'"
)


def with_policy(page: str) -> str:
    """Returns a page whose placeholder is its policy, with the hash of each inline script."""
    if PLACE not in page:
        return page
    hashes = "".join(f" '{_hash(script)}'" for script in sorted(set(SCRIPT.findall(page))))
    policy = POLICY.format(hashes=hashes)
    return page.replace(PLACE, f'<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


@lru_cache(maxsize=64)
def _hash(script: str) -> str:
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
