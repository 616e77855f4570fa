"""The settings of MkDocs, the theme and other plugins that a handbook needs, where `mkdocs.yml` does not say otherwise."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from handbook.labels.labels import DEFAULT
from handbook.reading.configuration import FILE, read_configuration
from handbook.records.problems import ProblemsError
from handbook.site.look.assets import SCRIPT, STYLE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from handbook.labels.labels import Labels

THEME = Path(__file__).parents[1] / "site" / "theme"
THEMES = ("material", "materialx")
FEATURES = (
    "content.action.edit", "content.code.copy", "content.lazy", "navigation.footer", "navigation.indexes",
    "navigation.instant", "navigation.prune", "navigation.tabs", "navigation.top", "search.share", "search.suggest", "toc.follow",
)  # fmt: skip
PALETTE = (
    ("", "", "material/brightness-auto", "page.light"),
    (": light", "default", "material/brightness-7", "page.dark"),
    (": dark", "slate", "material/brightness-4", "page.system"),
)
"""The system's mode, the scheme, and the icon and label of the button that leads on."""
EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.highlight": {},
    "pymdownx.superfences": {},
    "pymdownx.keys": {},
}
VALIDATION = {
    "nav": ("omitted_files", "not_found", "absolute_links"),
    "links": ("not_found", "absolute_links", "unrecognized_links", "anchors"),
}
MACROS: dict[str, Any] = {"modules": ["handbook.plugin.macros"], "on_undefined": "strict", "on_error_fail": True}


def require_sound(file: str | None) -> None:
    """Refuses a `mkdocs.yml` that says endlessly much: MkDocs would never end telling what is wrong with it."""
    try:
        read_configuration(Path(file or FILE).parent)
    except ProblemsError as error:
        raise PluginError(str(error)) from None


def expect(config: MkDocsConfig) -> None:
    """Refuses settings with which no handbook can be built, each in one line."""
    if config.theme.name not in THEMES:
        raise PluginError(f"theme: {config.theme.name!r}; a handbook is drawn with the theme material, write `name: material`")
    for name in ("search", "macros"):
        if not any(key.rpartition("/")[2] == name for key in config.plugins):
            raise PluginError(f"plugins: `{name}` is missing; write `plugins: [search, macros, handbook]`")
    language = config.theme.get("language", DEFAULT)
    if not any(Path(folder, "partials", "languages", f"{language}.html").is_file() for folder in config.theme.dirs):
        raise PluginError(f"theme.language: {language!r}; the theme does not speak it, so choose another one, such as en")
    if not config.use_directory_urls:
        raise PluginError("use_directory_urls: false; a handbook's addresses are folders, so delete this line")


def apply(config: MkDocsConfig, say: Labels) -> None:
    """Adds to MkDocs' settings what is not there yet; what the owner wrote stays."""
    _theme(config, say)
    _extensions(config, say)
    _macros(config)
    _search(config)
    _validation(config)
    config.extra_css[:0] = [STYLE]
    config.extra_javascript[:0] = [SCRIPT]


def _theme(config: MkDocsConfig, say: Labels) -> None:
    theme = config.theme
    if str(THEME) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME))
    theme["features"] = sorted({*theme["features"], *FEATURES})
    if not theme.get("palette"):
        theme["palette"] = [_scheme(media, name, icon, say(label)) for media, name, icon, label in PALETTE]
    theme["font"] = False
    theme["icon"] = {"repo": "material/source-branch"} | (theme.get("icon") or {})
    config.extra.setdefault("generator", False)


def _scheme(media: str, name: str, icon: str, title: str) -> dict[str, Any]:
    scheme = {"media": f"(prefers-color-scheme{media})", "primary": "custom", "accent": "custom"}
    return {**scheme, **({"scheme": name} if name else {}), "toggle": {"icon": icon, "name": title}}


def _extensions(config: MkDocsConfig, say: Labels) -> None:
    words = {"toc": {"permalink_title": say("page.heading-link")}}
    for name, options in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        config.mdx_configs[name] = options | words.get(name, {}) | config.mdx_configs.get(name, {})


def _plugin(config: MkDocsConfig, name: str) -> Any:
    return next(plugin for key, plugin in config.plugins.items() if key.rpartition("/")[2] == name)


def _search(config: MkDocsConfig) -> None:
    """Chooses the kind of index that the handbook's own takes the place of, where a theme has several."""
    search = _plugin(config, "search")
    if "provider" in search.config:
        search.config["provider"] = "lunr"


def _macros(config: MkDocsConfig) -> None:
    macros = _plugin(config, "macros")
    for name, value in MACROS.items():
        if name == "modules":
            macros.config[name] = [*dict.fromkeys([*macros.config[name], *MACROS["modules"]])]
        else:
            macros.config[name] = value


def _validation(config: MkDocsConfig) -> None:
    """Makes a link that leads nowhere a warning, which stops a strict build, where MkDocs by itself only tells of it."""
    for section, names in VALIDATION.items():
        for name in names:
            if config.validation[section][name] == logging.INFO:
                config.validation[section][name] = logging.WARNING
