"""Brings the file of a question up to what its list says now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.contribute import editing
from handbook.reading.yaml.source import MAX_BYTES
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.contribute.imports.memory import Meeting
    from handbook.records.model import Question


def renewed(file: Path, old: Question, meeting: Meeting, *, ready: bool) -> str | None:
    """Returns the text of a question's file with what its list changed, no draft any more if it is ready; None if all stays."""
    published = old.draft and ready
    if not meeting.take and not published:
        return None
    text = read_plain(file, MAX_BYTES, file.parents[1]).decode()
    emptied = [key for key, value in meeting.take.items() if not value]
    values = {key: value for key, value in meeting.take.items() if value} | {"source": str(meeting.origin)}
    if emptied and not old.draft:
        values["draft"] = "true"
    gone = (*emptied, *(["draft"] if published else []))
    edited = editing.with_fields(text.replace("\r\n", "\n"), values, gone)
    return edited.replace("\n", "\r\n") if "\r\n" in text else edited
