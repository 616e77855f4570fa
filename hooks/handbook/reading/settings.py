"""`mkdocs.yml` to the settings of a handbook; the commands need them where no site is built."""

from __future__ import annotations

import re
from reprlib import Repr
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from pydantic import ValidationError

from handbook.labels.labels import DEFAULT, catalogue, is_date_format, is_language
from handbook.reading.configuration import FILE, place_of, read_configuration, values
from handbook.reading.validation import problem_at
from handbook.records.problems import ProblemsError, nearest
from handbook.records.settings import Options, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from handbook.records.problems import Key

PLUGIN = "handbook"
TEXTS = ("site_name", "site_url", "copyright", "site_author", "site_description", "repo_url", "repo_name", "edit_uri")
MAX_BITS = 1000
SHORT = Repr()
SHORT.maxlevel = SHORT.maxlist = 2
UNSAFE = re.compile(r"[^!#$%&*+,./0-9:;=?@A-Z\[\]_a-z~\u00a1-\U0010ffff-]")


class Mistake(NamedTuple):
    """One thing that is wrong with the settings."""

    path: tuple[Key, ...]
    """Where it stands: the keys that lead there, below `handbook:` for an option of the plugin."""
    found: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.found}; {self.remedy}"


class SettingsError(ValueError):
    """Settings that are not as they should be: one line each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


def read_settings(root: Path) -> Settings:
    """Returns the settings of a handbook's folder, those that can be assumed where it has none; raises ProblemsError."""
    text = read_configuration(root)
    try:
        return parse_settings(text)
    except SettingsError as error:
        raise ProblemsError(problem_at(FILE, place_of(text, one.path), one.found, one.remedy) for one in error.mistakes) from None


def parse_settings(text: str) -> Settings:
    """Returns the settings of a file; raises SettingsError where they are wrong."""
    found = values(text)
    try:
        options = _options(found.get("plugins"))
    except SettingsError as error:
        raise SettingsError(one._replace(path=("plugins", PLUGIN, *one.path)) for one in error.mistakes) from None
    return settings_from(found, options)


def settings_from(values: Mapping[str, Any], options: Options) -> Settings:
    """Returns the settings from what `mkdocs.yml` says, and the plugin's options; raises SettingsError."""
    url, language = _address(values.get("site_url")), _language(values.get("theme"))
    if not is_language(language):
        found = f"`theme.language`: {language!r}"
        raise SettingsError([Mistake(("theme", "language"), found, "write a language's code, such as de")])
    if wrong := [*_no_texts(values)]:
        raise SettingsError(wrong)
    return Settings(
        title=_text(values.get("site_name")) or Settings().title,
        url=url and f"{url.rstrip('/')}/",
        copyright=_text(values.get("copyright")),
        author=_text(values.get("site_author")),
        description=_text(values.get("site_description")),
        repository=_address(values.get("repo_url")),
        language=language,
        options=options,
    )


def _no_texts(values: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yields each setting that MkDocs takes as a text only, and that is none."""
    for name in TEXTS:
        if not isinstance(values.get(name), (str, NoneType)):
            yield Mistake((name,), f"`{name}`: {_shown(values[name])}", "write a text, in quotes")


def _text(value: object) -> str:
    return " ".join(_said(value).split()) if isinstance(value, (str, int, float)) else ""


def _said(value: float | str) -> str:
    return str(value) if not isinstance(value, int) or value.bit_length() < MAX_BITS else ""


def _shown(value: object) -> str:
    """Returns a value as it is written, a long or nested one cut short: in YAML, few lines may say very much."""
    if isinstance(value, str):
        return repr(value)
    try:
        return SHORT.repr(value)
    except ValueError:  # a number of more digits than Python writes
        return "a number"


def _address(value: object) -> str:
    """Returns an address in which no sign means anything in HTML or Markdown."""
    return UNSAFE.sub(lambda sign: quote(sign[0], safe=""), _text(value))


def _language(theme: Any) -> str:
    """Returns the language that the theme is set to, from its settings or from the theme itself."""
    return _text(theme.get("language")) or DEFAULT if hasattr(theme, "get") else DEFAULT


def _options(plugins: object) -> Options:
    """Returns the plugin's options from a list of plugins, or from a mapping of them."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and PLUGIN in entry:
            return options_from(entry[PLUGIN] or {})
    return Options()


def options_from(values: object) -> Options:
    """Returns options that were checked; raises SettingsError with every mistake in them."""
    try:
        options = Options.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_mistakes(error)) from None
    if wrong := [*_wrong_labels(options)]:
        raise SettingsError(wrong)
    return options


def _wrong_labels(options: Options) -> Iterator[Mistake]:
    """Yields each label of the handbook's own that the generator has no place for, or cannot say."""
    known = catalogue(DEFAULT)
    for name, text in options.labels.items():
        if name not in known:
            remedy = nearest(name, tuple(known), "the names are in handbook/labels/en.toml")
            yield Mistake(("labels", name), f"the unknown label `labels.{name}`", remedy)
        elif isinstance(text, dict) and ("other" not in text or isinstance(known[name], str)):
            remedy = "write `one` and `other`" if isinstance(known[name], dict) else "write one text"
            yield Mistake(("labels", name), f"a label that cannot be said, `labels.{name}`", remedy)
        elif name == "format.date" and not is_date_format(text):
            yield Mistake(("labels", name), f"`labels.{name}`: {text!r}", "write it like `d MMMM y`")


def _mistakes(error: ValidationError) -> Iterator[Mistake]:
    for found in error.errors():
        path, place = found["loc"], ".".join(map(str, found["loc"]))
        if found["type"] == "extra_forbidden":
            known = Options.model_fields if len(path) == 1 else {}
            remedy = nearest(str(path[-1]), tuple(known), f"known are {', '.join(known)}" if known else "delete it")
            yield Mistake(path, f"the unknown setting `{place}`", remedy)
        else:
            remedy = found["msg"].removeprefix("Value error, ")
            yield Mistake(path, f"`{place}`: {_shown(found['input'])}", f"{remedy[0].lower()}{remedy[1:]}")
