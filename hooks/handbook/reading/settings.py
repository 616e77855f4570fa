"""`mkdocs.yml` to the settings of a handbook; the commands need them where no site is built."""

from __future__ import annotations

import re
from reprlib import Repr
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import yaml
import yaml_env_tag
from pydantic import ValidationError

from handbook.labels.labels import DEFAULT, catalogue, is_date_format, is_language
from handbook.reading.validation import problem_at, unreadable
from handbook.records.problems import ProblemsError, nearest
from handbook.records.settings import Options, Settings
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from handbook.records.problems import Key

FILE = "mkdocs.yml"
MAX_BYTES = 1_000_000
PLUGIN = "handbook"
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


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' tag `!ENV [NAME, …, default]`, and takes any other tag for nothing."""


yaml_env_tag.add_env_tag(_Loader)
_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def read_settings(root: Path) -> Settings:
    """Returns the settings of a handbook's folder; raises ProblemsError for a file that is none, or for wrong settings.

    Where the file is missing or no YAML, these are the settings that can be assumed: MkDocs says what is wrong with it.
    """
    try:
        text = read_plain(root / FILE, MAX_BYTES).decode()
    except (FileNotFoundError, UnicodeDecodeError):
        return Settings()
    except OSError as error:
        raise ProblemsError([unreadable(FILE, error)]) from None
    try:
        return parse_settings(text)
    except SettingsError as error:
        raise ProblemsError(problem_at(FILE, _place(text, one.path), one.found, one.remedy) for one in error.mistakes) from None


def parse_settings(text: str) -> Settings:
    """Returns the settings of a file; raises SettingsError where they are wrong."""
    try:
        found = yaml.load(text, _Loader)  # noqa: S506  a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return Settings()
    values = found if isinstance(found, dict) else {}
    try:
        options = _options(values.get("plugins"))
    except SettingsError as error:
        raise SettingsError(one._replace(path=("plugins", PLUGIN, *one.path)) for one in error.mistakes) from None
    return settings_from(values, options)


def _place(text: str, path: tuple[Key, ...]) -> tuple[int, int]:
    """Returns line and column, from 0, of the last key of a path that a file has."""
    node, line, column = yaml.compose(text, _Loader), 0, 0
    for key in path:
        for name, below in _below(node):
            if name.value == str(key):
                node, line, column = below, name.start_mark.line, name.start_mark.column
                break
    return line, column


def _below(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yields the keys and values of a mapping, or of the mappings in a list."""
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                yield from item.value


def settings_from(values: Mapping[str, Any], options: Options) -> Settings:
    """Returns the settings from what `mkdocs.yml` says, and the plugin's options; raises SettingsError."""
    url, language = _address(values.get("site_url")), _language(values.get("theme"))
    if not is_language(language):
        found = f"`theme.language`: {language!r}"
        raise SettingsError([Mistake(("theme", "language"), found, "write a language's code, such as de")])
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
