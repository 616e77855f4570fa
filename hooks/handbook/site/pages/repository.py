"""Where a handbook's source is kept: the links to edit a file, to propose a question and to report a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from handbook.records.model import Question
    from handbook.records.settings import Settings

HOSTS = {"gitlab": "gitlab", "bitbucket": "bitbucket", "codeberg": "gitea", "gitea": "gitea", "forgejo": "gitea"}
"""The kind of a host by a part of its name; any other is taken for GitHub."""
EDIT = {
    "github": "{url}/edit/{branch}/{path}",
    "gitlab": "{url}/-/edit/{branch}/{path}",
    "gitea": "{url}/_edit/{branch}/{path}",
    "bitbucket": "{url}/src/{branch}/{path}?mode=edit&at={branch}",
}
NEW = {
    "github": ("{url}/new/{branch}/{folder}", "filename", "value"),
    "gitlab": ("{url}/-/new/{branch}/{folder}", "file_name", ""),
    "gitea": ("{url}/_new/{branch}/{folder}", "", ""),
}
"""The page for a new file, and what its name and its text are called there."""
ISSUE = {"gitlab": ("{url}/-/issues/new", "issue[title]", "issue[description]")}
FORM = "wrong-answer.yml"
TEMPLATE = """question: {question}
level: {level}
tags: [{topic}]
short: |

answer: |

"""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository of a handbook, or of a larger project that has the handbook in one of its folders."""

    url: str
    """The repository's address, without a slash at its end."""
    kind: str
    branch: str
    folder: str
    """The handbook's folder in the repository, with a slash at its end; empty at its root."""
    site: str
    """The address of the handbook's site, with a slash at its end; empty where that is not known."""
    level: str
    """The level that a proposed question begins with."""
    forms: bool
    """Whether the repository has the form that asks what is wrong with an answer."""

    def edit(self, path: str) -> str:
        """Returns the address at which a file is edited, named from the handbook's root."""
        return EDIT[self.kind].format(url=self.url, branch=quote(self.branch), path=quote(self.folder + path))

    def propose(self, topic: str, question: str = "") -> str:
        """Returns the address at which a new question of a topic is written; empty where the host has no such page."""
        if self.kind not in NEW:
            return ""
        address, name, text = NEW[self.kind]
        record = TEMPLATE.format(question=question, level=self.level, topic=topic)
        values = {name: "name-of-the-question.yml", text: record}
        page = address.format(url=self.url, branch=quote(self.branch), folder=quote(f"{self.folder}data/{topic}"))
        query = urlencode({key: value for key, value in values.items() if key})
        return f"{page}?{query}" if query else page

    def report(self, question: Question) -> str:
        """Returns the address at which a problem with an answer is reported, with what is known of it filled in."""
        link = f"{self.site}q/{question.id}/"
        if self.forms and self.kind == "github":
            return f"{self.url}/issues/new?" + urlencode({"template": FORM, "title": f"Wrong: {question.id}", "question": link})
        address, title, body = ISSUE.get(self.kind, ("{url}/issues/new", "title", "body"))
        values = {title: f"{question.id}: ", body: f"About the question {link}\n\n"}
        return f"{address.format(url=self.url)}?{urlencode(values)}"


def contact_of(settings: Settings, question: Question | None = None) -> str:
    """Returns the address at which readers without an account write, a letter with a question's address in it; empty for none."""
    contact = settings.options.contact
    if not contact or contact.startswith(("http://", "https://")):
        return contact
    values = {"subject": question.id, "body": f"{settings.url}q/{question.id}/\n\n"} if question else {}
    return f"mailto:{quote(contact, safe='@+')}{'?' if values else ''}{urlencode(values, quote_via=quote)}"


def kind_of(url: str) -> str:
    """Returns what kind of host an address belongs to."""
    host = urlsplit(url).netloc.lower()
    return next((kind for name, kind in HOSTS.items() if name in host), "github")


def repository_of(settings: Settings, *, forms: bool) -> Repository | None:
    """Returns the repository that the settings name, if any."""
    if not settings.repository:
        return None
    options = settings.options
    folder = options.folder.strip("/")
    return Repository(
        url=settings.repository.rstrip("/"),
        kind=options.forge or kind_of(settings.repository),
        branch=options.branch,
        folder=folder and f"{folder}/",
        site=settings.url,
        level=next(iter(settings.levels)),
        forms=forms,
    )
