"""Other search engines, each given the same questions as a folder that a browser can search."""

from __future__ import annotations

import asyncio
import json
import shutil
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.markup.lines import plain_line

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

# Each script defines `answer(query)`, which returns the ids of the questions found, best first.
HANDBOOK = """
const worker = new Worker("/handbook/assets/search-worker.js");
const found = (data) => data.items.map(([hit]) => hit.location);
"""
STOCK = """
const worker = new Worker("worker.js");
const data = await (await fetch("index.json")).json();
await new Promise((ready) => ((worker.onmessage = ready), worker.postMessage({ type: 0, data })));
const found = (data) => data.items.flat().map((hit) => hit.location);
"""
ASK_WORKER = """
globalThis.answer = (query) => new Promise((done) => {
  const ids = (locations) => locations.filter((location) => location.includes("#")).map((location) => location.split("#")[1]);
  worker.onmessage = ({ data: { type, data } }) => type === 3 && done(ids(found(data)));
  worker.postMessage({ type: 2, data: query });
});
"""
PAGEFIND = """
const engine = await import("./pagefind.js");
await engine.init();
globalThis.answer = async (query) => {
  const { results } = await engine.search(query);
  const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return pages.map(({ url }) => url.split("/").filter(Boolean).pop());
};
"""
MINISEARCH = """
await import("./minisearch.js");
const fields = ["title", "asked", "core", "rest"];
const index = new MiniSearch({ fields, searchOptions: { boost: { title: 4, asked: 4, core: 2 }, fuzzy: 0.2, prefix: true } });
index.addAll(await (await fetch("documents.json")).json());
globalThis.answer = async (query) => index.search(query).map(({ id }) => id);
"""


def texts(handbook: Handbook, question: Question) -> tuple[list[str], list[str], list[str]]:
    """Returns the lines of a question's wordings, of short answer and key points, and of the rest."""
    first, rest = handbook.rendered(question, "search").split("\n")
    asked, core, searched = json.loads(first)
    return [*asked, *searched], core, json.loads(rest)


def write_page(folder: Path, script: str) -> None:
    """Writes the page that a browser opens to ask an engine."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "engine.js").write_text(f"{script}\nglobalThis.ready = true;\n", "utf-8")
    (folder / "index.html").write_text('<!doctype html><title>Engine</title><script type="module" src="engine.js"></script>')


def write_handbook(_: Handbook, folder: Path) -> None:
    """The site's own worker, with the index of the built site."""
    write_page(folder, HANDBOOK + ASK_WORKER)


def write_stock(handbook: Handbook, folder: Path) -> None:
    """Material's own worker under its default settings, with every word of the questions."""
    write_page(folder, STOCK + ASK_WORKER)
    [worker] = Path(str(files("material"))).glob("templates/assets/javascripts/workers/search.*.min.js")
    shutil.copy(worker, folder / "worker.js")
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    config = {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    docs: list[dict[str, object]] = [
        {"location": f"topics/{topic.id}/", "title": topic.title, "text": topic.summary} for topic in handbook.topics.values()
    ]
    for question in handbook.questions.values():
        lines = [line for part in texts(handbook, question) for line in part]
        text = "".join(f"<p>{escape(line)}</p>" for line in lines)
        location = f"topics/{question.topic}/#{question.id}"
        docs.append({"location": location, "title": plain_line(question.question), "text": text, "tags": list(question.tags)})
    (folder / "index.json").write_text(json.dumps({"config": config, "docs": docs, "options": {"suggest": True}}), "utf-8")


def write_pagefind(handbook: Handbook, folder: Path) -> None:
    """Pagefind, with the weights of the fields that the handbook's own index has."""
    from pagefind.index import IndexConfig, PagefindIndex  # noqa: PLC0415  only this engine needs it

    async def build() -> None:
        async with PagefindIndex(config=IndexConfig(output_path=str(folder))) as index:
            for question in handbook.questions.values():
                asked, core, rest = texts(handbook, question)
                parts = "".join(
                    f'<div data-pagefind-weight="{weight}">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>'
                    for weight, lines in ((4, asked), (2, core), (1, rest))
                )
                title = f'<h1 data-pagefind-weight="6">{escape(plain_line(question.question))}</h1>'
                html = f'<html lang="en"><body data-pagefind-body>{title}{parts}</body></html>'
                await index.add_html_file(content=html, url=f"/{question.id}/")

    asyncio.run(build())
    write_page(folder, PAGEFIND)


def write_minisearch(handbook: Handbook, folder: Path, program: Path) -> None:
    """MiniSearch with typos, prefixes and the weights of the fields."""
    write_page(folder, MINISEARCH)
    shutil.copy(program, folder / "minisearch.js")
    documents = []
    for question in handbook.questions.values():
        asked, core, rest = (" ".join(part) for part in texts(handbook, question))
        documents.append({"id": question.id, "title": plain_line(question.question), "asked": asked, "core": core, "rest": rest})
    (folder / "documents.json").write_text(json.dumps(documents), "utf-8")
