"""What the theme's templates and the pages are given of a handbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation

from handbook.site.guides import known, prepared, ready
from handbook.site.look import theming
from handbook.site.pages import topics
from handbook.site.pages.printing import study_guide
from handbook.site.pages.repository import FORM, contact_of, repository_of
from handbook.site.policy import policy

if TYPE_CHECKING:
    from logging import Logger, LoggerAdapter

    from handbook.guide.options import Ready
    from handbook.labels.labels import Labels
    from handbook.records.handbook import Handbook
    from handbook.records.problems import Problem
    from handbook.site.pages.repository import Repository


def values(
    handbook: Handbook, say: Labels, repository: Repository | None, problems: tuple[Problem, ...], guides: tuple[Ready, ...]
) -> dict[str, Any]:
    """Returns what is shown on every page."""
    return {
        "levels": handbook.settings.levels,
        "say": say,
        "contact": contact_of(handbook.settings),
        "propose": repository.propose(next(iter(handbook.topics), "topic")) if repository else "",
        "problems": [str(problem) for problem in problems],
        "guides": guides,
        "study_guide": study_guide(guides),
    }


def guides_of(handbook: Handbook, log: LoggerAdapter[Logger], *, serving: bool) -> tuple[Ready, ...]:
    """Returns the guides that the options list, ready to be read, unless they turn them off, or leave them out of `serve`."""
    wanted = handbook.settings.options.guides
    if wanted.build == "off" or (wanted.build == "auto" and serving):
        return ()
    try:
        guides = ready(handbook, wanted.files, handbook.settings)
    except KeyError as error:
        raise PluginError(f"guides.files: no guide is called {error}; choose from {', '.join(known())}") from None
    return prepared(handbook, guides, log)


def policy_of(handbook: Handbook, config: Any) -> str:
    """Returns the policy of the site's pages, which is known before any content is read."""
    env = theming.escaping(config.theme.get_env(), handbook.texts.folder)
    context = get_context(Navigation([], []), [], config)
    return policy(theming.without_content(env, context, config.extra["scope"]), handbook.settings.options.hosts)


def describe(page: Any, handbook: Handbook, repository: Repository | None, *, drawn: bool) -> None:
    """Gives a page its date, and a topic's page, if it is drawn, its description and the address to edit it."""
    edition = handbook.edition
    if at := handbook.shown_at(page.url):
        topic, part = at
        edition = handbook.edition_of(topic)
    if at and drawn:
        page.meta.setdefault("description", topics.description(handbook, topic, part))
        if page.file.generated_by:
            page.meta["search"] = {"exclude": True}  # the index has what a topic's record says of it
        if repository:
            page.edit_url = repository.edit(f"data/{topic}/_topic.yml")
    if edition:
        page.update_date = edition.isoformat()


def repository(handbook: Handbook) -> Repository | None:
    """Returns the repository, if there is one; its form to report a problem with may be above the handbook."""
    folders = (handbook.root, *handbook.root.parents[:2])
    has_form = any((folder / ".github" / "ISSUE_TEMPLATE" / FORM).is_file() for folder in folders)
    return repository_of(handbook.settings, forms=has_form)


def logo(config: Any) -> Path | None:
    """Returns the file of the handbook's mark, if it has one of its own."""
    name = config.theme.get("logo")
    return Path(config.docs_dir, name) if isinstance(name, str) else None


def tell_failures(handbook: Handbook, log: LoggerAdapter[Logger]) -> None:
    """Tells what could not be made of a handbook since this was told last."""
    for failed in handbook.failures.taken():
        log.error("%s", failed)
