"""`mkdocs.yml` to the settings of a handbook; the commands need them where no site is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
import yaml_env_tag
from pydantic import ValidationError

from handbook.labels.labels import DEFAULT, catalogue
from handbook.records.problems import nearest
from handbook.records.settings import Options, Settings
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE = "mkdocs.yml"
MAX_BYTES = 1_000_000
PLUGIN = "handbook"


class SettingsError(ValueError):
    """Options of the plugin that are not as they should be: one line each."""


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' tag `!ENV [NAME, …, default]`, and takes any other tag for nothing."""


yaml_env_tag.add_env_tag(_Loader)
_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def read_settings(root: Path) -> Settings:
    """Returns the settings of a handbook's folder; raises SettingsError where its options are wrong.

    Where the file is missing or broken, these are the settings that can be assumed: MkDocs says what is wrong with it.
    """
    try:
        text = read_plain(root / FILE, MAX_BYTES).decode()
    except (OSError, UnicodeDecodeError):
        return Settings()
    return parse_settings(text)


def parse_settings(text: str) -> Settings:
    """Returns the settings of a file; raises SettingsError where its options are wrong."""
    try:
        found = yaml.load(text, _Loader)  # noqa: S506  a safe loader
    except yaml.YAMLError:
        return Settings()
    values = found if isinstance(found, dict) else {}
    return settings_from(values, _options(values.get("plugins")))


def settings_from(values: Mapping[str, Any], options: Options) -> Settings:
    """Returns the settings from what `mkdocs.yml` says, and the plugin's options."""
    url = str(values.get("site_url") or "")
    return Settings(
        title=str(values.get("site_name") or Settings().title),
        url=url and f"{url.rstrip('/')}/",
        copyright=str(values.get("copyright") or ""),
        author=str(values.get("site_author") or ""),
        description=str(values.get("site_description") or ""),
        repository=str(values.get("repo_url") or ""),
        language=_language(values.get("theme")),
        options=options,
    )


def _language(theme: Any) -> str:
    """Returns the language that the theme is set to, from its settings or from the theme itself."""
    return str(theme.get("language") or "en") if hasattr(theme, "get") else "en"


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
        raise SettingsError("\n".join(_lines(error))) from None
    if unknown := [*_unknown_labels(options)]:
        raise SettingsError("\n".join(unknown))
    return options


def _unknown_labels(options: Options) -> Iterator[str]:
    """Yields a line for each label of the handbook's own that the generator has no place for."""
    known = catalogue(DEFAULT)
    for name in options.labels:
        if name not in known:
            remedy = nearest(name, tuple(known), "the names are in handbook/labels/en.toml")
            yield f"the unknown label `labels.{name}`; {remedy}"


def _lines(error: ValidationError) -> Iterator[str]:
    for found in error.errors():
        place = ".".join(map(str, found["loc"]))
        if found["type"] == "extra_forbidden":
            known = Options.model_fields if len(found["loc"]) == 1 else {}
            remedy = nearest(str(found["loc"][-1]), tuple(known), f"known are {', '.join(known)}" if known else "delete it")
            yield f"the unknown setting `{place}`; {remedy}"
        else:
            yield f"`{place}`: {found['input']!r}; {found['msg'][0].lower()}{found['msg'][1:]}"
