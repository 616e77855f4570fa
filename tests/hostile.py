"""A handbook whose every text looks like code: a marker of each kind in every field that the model has, and in the settings."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

import yaml

from handbook.labels.labels import Text, catalogue
from handbook.records.schema import schema
from handbook.records.settings import LEVELS, Options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUN = "window.zqran=1"
MARKERS = {
    "template": "{{ 6*7 }}{# gone #}{{ cycler.__init__.__globals__.os.system('touch zqran') }}${zqran} <%= 1 %>",
    "brackets": "{{ zqundefined }} {{ 1/0 }} {% if %} {% raw %} {{x [[x]] }}",
    "html": f"<zqb>bold</zqb><img src=zq onerror={RUN}><svg/onload={RUN}> &lt;zqb&gt; &amp;copy; &#42;",
    "attribute": f"\"'><zqb onmouseover={RUN} x=\"' `onclick={RUN}`=",
    "script": f"</title></script></head><script>{RUN}</script><!-- ' \" -->",
    "typst": '#panic("zq") #eval("1") $zq$ @ref <label> *a* _b_ = c // d /* e */ ~ \\ \\u{41}',
    "markdown": "**a** [zq](javascript:zq) ![i](zq) # h | a | --8<-- zq <https://zq.example> [^1] $x$ ~~a~~ ==b== ++c++ {: .zq }",
    "path": "../../etc/passwd C:\\con %2e%2e%2f /dev/zero file:///etc/passwd",
    "json": '"}],"search": "zq", \\u0041 \\" {"base": 1} \'; // ',
    "css": "</style><style>*{display:none}</style> url(javascript:zq) } body{display:none",
    "pdf": "trailer << /Root 1 0 R >> endobj %%EOF startxref (zq) Tj",
    "xml": "]]> <!--zq--> <?zq?> <!DOCTYPE zq> <![CDATA[zq]]>",
    "head": '</head> <body> <meta name="handbook-policy"> "search": "assets/javascripts/workers/search.zq.min.js" <!--actions-->',
    "open": "q:asks-html ref:ref-html site:q/zq/ source:zq <!--prose--> \x60code\x60",
}
"""What would act in one place or another, by kind; `zq` is in nothing else."""
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><rect width="9" height="4"/></svg>'
UNSAID = ("SynonymsFile", "RetiredFile")
NAMED = {"references": "ref", "topics": "topic", "tags": "tag", "formerly": "once"}
"""What the ids in a field begin with, where they are not those of questions."""
LINE, MARKDOWN = r"^\s*\S[^\n]*\s*$", r"\S"


class Handbook:
    """Fills every field that the JSON Schema of the data knows; a new field is filled without a word here."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        """Each text that was written, by the word that it begins with."""
        self.unsaid: set[str] = set()
        """The words of what no output says: what the search takes for one another, and what a retired question was."""
        self.schema = schema()
        self.numbers = count()

    def files(self) -> Iterator[tuple[str, str]]:
        """Yields the path and the content of every file of `data/`."""
        names = [name for name in self.schema["$defs"] if name.endswith("File") and name != "TopicFile"]
        whole: dict[str, dict[str, Any]] = {name: {} for name in names}
        for order, kind in enumerate(MARKERS):
            yield f"data/topic-{kind}/_topic.yml", _yaml(self.value("TopicFile", kind) | {"order": order})
            yield f"data/topic-{kind}/asks-{kind}.yml", _yaml(self.value("", kind))
            yield f"data/topic-{kind}/figure.svg", FIGURE
            for name, entries in whole.items():
                ((pattern, entry),) = self.schema["$defs"][name]["patternProperties"].items()
                key = self.line(kind) if pattern == LINE else f"{'ref' if name == 'ReferencesFile' else 'gone'}-{kind}"
                entries[key] = self._value(entry, kind, "")
                if name in UNSAID:
                    self.unsaid |= {*re.findall(r"zq\d+w", _yaml(entries))}
        for name, entries in whole.items():
            yield f"data/{name.removesuffix('File').lower()}.yml", _yaml(entries)

    def line(self, kind: str) -> str:
        """Returns a line that no other has, with the marker of a kind."""
        word = f"zq{next(self.numbers)}w"
        self.texts[word] = f"{word} {MARKERS[kind]} end"
        return self.texts[word]

    def markdown(self, kind: str) -> str:
        """Returns Markdown that says a line's text three times: by the numbers of its signs, and as code of two kinds."""
        escaped = re.sub(r"[!-/:-@\[-\x60{-~]", lambda sign: f"&#{ord(sign[0])};", self.line(kind))
        return f"{escaped}\n\n\x60\x60\x60\n{self.line(kind)}\n\x60\x60\x60\n\nAnd \x60\x60 {self.line(kind)} \x60\x60.\n"

    def value(self, name: str, kind: str) -> dict[str, Any]:
        """Returns a record of the schema with all its fields."""
        left_out = ("draft", *(["prerequisites"] if kind == next(iter(MARKERS)) else []))  # a circle has no first question
        fields = (self.schema["$defs"][name] if name else self.schema)["properties"]
        return {field: self._value(node, kind, field) for field, node in fields.items() if field not in left_out}

    def _value(self, node: dict[str, Any], kind: str, field: str) -> Any:
        """Returns a value that a node of the schema allows, with the marker of a kind wherever it may hold one."""
        if "anyOf" in node:
            return self._value(node["anyOf"][0], kind, field)
        if "$ref" in node:
            return self.value(node["$ref"].rpartition("/")[2], kind)
        if "enum" in node:
            return node["enum"][0]
        if node["type"] == "array":
            return [self._value(node["items"], kind, field) for _ in range(node.get("minItems", 1))]
        if node["type"] == "integer":
            return node.get("ge", 1)
        return self._text(node.get("pattern", node.get("format", "")), kind, field)

    def _text(self, form: str, kind: str, field: str) -> str:
        if form in (LINE, MARKDOWN):
            return self.line(kind) if form == LINE else self.markdown(kind)
        if "svg" in form:
            return "figure.svg"
        if "http" in form:
            return "https://example.org/'();{{6*7}}%7B&lt;?zq=`#x\\" + f"&kind={kind}"
        if form == "date" or r"\d{4}" in form:
            return "2026-01-02"
        if field in NAMED:
            return f"{NAMED[field]}-{kind}"
        return f"first-{next(self.numbers)}" if field == "first_id" else f"asks-{[*MARKERS][[*MARKERS].index(kind) - 1]}"


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


SETTINGS = {name: f"zq{name} {MARKERS['html']} {MARKERS['script']} \" ' {{% raw" for name in ("name", "description", "author")}
COPYRIGHT = "zqcopyright {{ 6*7 }} {% if %} {# gone #} ${zq} &lt;zqb&gt; <em>of the owner</em>"
"""HTML by MkDocs' own rule, and no template."""
URL = "https://example.org/a\"b'(<zqb>{{6*7}}/"
MARKED = f"<zqb onmouseover={RUN}>\"' {{{{ 6*7 }}}} {{% if %}} </script><script>{RUN}</script>"


def name_of(kind: str) -> str:
    """Returns a file's name with the marker of a kind in it."""
    return f"zqfile {MARKERS[kind]}".replace("/", "\u2215")


def options() -> dict[str, Any]:
    """Returns every option of the plugin that is a text, and every word of the generator, with a marker."""
    texts = {name: f"zq{name} {MARKED}" for name, field in Options.model_fields.items() if field.annotation is str}
    texts["contact"] = "https://example.org/\"'<zqb>{{6*7}}"
    levels = {name: {"title": f"zq{name} {MARKED}"} for name in LEVELS}
    return {**texts, "levels": levels, "labels": words(), "anki": {"name": f"zqdeck {MARKED}"}}


def words() -> dict[str, Text]:
    """Returns every word of the generator with a marker, plurals too."""
    marked: dict[str, Text] = {"format.date": "d MMMM y 'zqb <zqb>'"}
    for name, text in catalogue("en").items():
        if name not in marked:
            forms = {form: f"{said} {MARKED}" for form, said in (text if isinstance(text, dict) else {"": text}).items()}
            marked[name] = forms.get("", forms)
    return marked


def config() -> dict[str, Any]:
    """Returns `mkdocs.yml` with a marker in every text that an owner may fill from elsewhere, the navigation too."""
    nav: list[Any] = [{f"zqnav {MARKERS['script']}": "index.md"}, {"Topics": ["topics/index.md"]}]
    for kind, marker in MARKERS.items():
        nav.append({f"zqnav {marker}": [f"{name_of(kind)}.md", {f"zqnav {kind} {marker}": f"{kind}.md"}]})
    button = {"icon": "material/eye", "name": f"zqtoggle {MARKED}"}
    return {
        **{f"site_{name}": text for name, text in SETTINGS.items()},
        "site_url": URL,
        "repo_url": URL,
        "repo_name": f"zqrepository {MARKED}",
        "copyright": COPYRIGHT,
        "theme": {"name": "material", "palette": [{"scheme": "default", "toggle": button}]},
        "extra": {"social": [button | {"link": "https://example.org/"}]},
        "plugins": ["search", "macros", {"handbook": options()}],
        "nav": nav,
    }


def write(root: Path) -> Handbook:
    """Writes the handbook into a folder, and returns what it says."""
    handbook = Handbook()
    pages = {f"docs/{name_of(kind)}.md": "A page.\n" for kind in MARKERS} | {f"docs/{kind}.md": "# Page\n" for kind in MARKERS}
    files = {"mkdocs.yml": _yaml(config()), "docs/index.md": "# Home\n\n{{ topic_index() }}\n\n{{ topic_graph() }}\n"}
    for path, text in (files | pages | dict(handbook.files()) | dict(loose())).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return handbook


def loose() -> Iterator[tuple[str, str]]:
    """Yields files that may lie about wherever a contributor can put one, with a marker in their names."""
    for kind in MARKERS:
        name = name_of(kind)
        for folder in ("data", f"data/topic-{kind}", "docs", f"docs/{name}"):
            yield f"{folder}/{name}.txt", "Text.\n"
            yield f"{folder}/.{name}", "Text.\n"
        yield f"data/topic-{kind}/{name}.svg", FIGURE


ACTING = (
    "a\n::error::zq",
    "\x1b[31mzq",
    "\x9b31mzq",
    "%0A::error::zq",
    "\u202ezq",
    "--help",
    "a\rzq",
    "a:b,zq",
    "x" * 240,
    "\udcffzq",
)
"""Names on which a terminal, a runner of workflows or a program might act."""


def refused() -> Iterator[str]:
    """Yields names that nothing of a handbook may have, by what each kind of file or folder would be."""
    for name in (*map(name_of, MARKERS), *ACTING):
        yield from (f"data/topic-html/{name}.yml", f"data/{name}/asks-what.yml", f"data/{name}.yml")
        yield from (f"data/topic-html/{name}/asks-what.yml", f"data/topic-html/{name}.yaml", f"data/{name}/_topic.yml")


def shown(text: str) -> str:
    """Returns a text in one line and without backticks, which some outputs show as code and others as they are."""
    return " ".join(text.replace("\x60", "").split())
