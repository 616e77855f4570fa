"""Tells what file a list comes in: its encoding, and forms that another program reads better."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import PurePath

PANDOC = "pandoc -t gfm -o list.md"
TABLE = "save the sheet as “CSV UTF-8” and import that"
FOREIGN = {
    ".org": f"an Org file; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".rst": f"reStructuredText; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".adoc": f"AsciiDoc; turn it into Markdown first, for example with `{PANDOC} -f asciidoc {{}}`",
    ".tex": f"LaTeX; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".docx": f"a Word document; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".odt": f"an OpenDocument text; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".rtf": f"rich text; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".epub": f"an e-book; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".ipynb": f"a notebook; turn it into Markdown first, for example with `{PANDOC} {{}}`",
    ".xlsx": f"a spreadsheet; {TABLE}",
    ".xls": f"a spreadsheet; {TABLE}",
    ".ods": f"a spreadsheet; {TABLE}",
    ".apkg": "a deck of Anki; export its notes as plain text and import these",
    ".colpkg": "a collection of Anki; export its notes as plain text and import these",
    ".pdf": "a PDF, in which questions are no longer told from answers; import the file that it was made from",
    ".zip": "an archive; unpack it and import the files in it",
}


def foreign(name: str) -> str:
    """Returns what to do with a file that is no list as it stands, or nothing."""
    suffix = {".asciidoc": ".adoc", ".asc": ".adoc"}.get(PurePath(name).suffix.lower(), PurePath(name).suffix.lower())
    return FOREIGN.get(suffix, "").format(name)


def decoded(data: bytes) -> str:
    """Returns the text of a file in UTF-8, or in UTF-16 as spreadsheets write it."""
    return data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
