"""Characters that no text of a handbook may hold."""

from __future__ import annotations

import re

# Control characters, bidirectional formatting, invisible characters and tags: text that does not show what it does.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
