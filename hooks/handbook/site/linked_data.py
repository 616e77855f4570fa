"""What machines read in a page's head: JSON-LD in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.utils import htmlsafe_json_dumps

from handbook.labels.labels import labels
from handbook.markup.lines import plain_line
from handbook.records.handbook import topic_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Topic
    from handbook.records.settings import Settings


def of_question(handbook: Handbook, question: Question, short: str) -> Markup:
    """Returns what is known of a question's page."""
    settings, topic = handbook.settings, handbook.topics[question.topic]
    base = settings.url or "../../"
    title, url = plain_line(question.question), f"{base}q/{question.id}/"
    answer = {"@type": "Answer", "text": short, "url": url}
    asked = {"@type": "Question", "name": title, "text": title, "answerCount": 1, "acceptedAnswer": answer}
    resource = {
        "@type": "LearningResource",
        **_resource(title, url, settings, (question,), base),
        "educationalLevel": question.level,
        "keywords": ", ".join(question.tags),
        "about": topic.title,
        "mainEntity": asked,
    }
    return _script(_crumbs(settings, base, (topic.title, f"topics/{topic.id}/"), (title, f"q/{question.id}/")), resource)


def of_topic(handbook: Handbook, topic: Topic, part: int = 1) -> Markup:
    """Returns what is known of a topic's page, or of one that goes on with its questions."""
    settings, questions = handbook.settings, handbook.parts[topic.id][part - 1]
    page = topic_page(topic.id, part)
    base = settings.url or "../" * page.count("/")
    resource = {
        "@type": "LearningResource",
        **_resource(topic.title, f"{base}{page}", settings, questions, base),
        "description": topic.summary,
        "educationalLevel": [level for level in handbook.by_level if any(question.level == level for question in questions)],
        "hasPart": [
            {"@type": "LearningResource", "name": plain_line(question.question), "url": f"{base}q/{question.id}/"}
            for question in questions
        ],
    }
    return _script(_crumbs(settings, base, (topic.title, page)), resource)


def of_glossary(handbook: Handbook) -> Markup:
    """Returns what is known of the glossary."""
    settings = handbook.settings
    page = f"{settings.url or '../'}glossary/"
    terms = [
        {
            "@type": "DefinedTerm",
            "name": plain_line(name),
            "description": plain_line(term.meaning),
            "url": f"{page}#{handbook.texts.anchors[name]}",
            **({"alternateName": [*others]} if (others := term.abbreviations + term.synonyms) else {}),
        }
        for name, term in handbook.glossary.items()
    ]
    return _script(
        {
            "@type": "DefinedTermSet",
            "name": f"{settings.title}: {labels(*settings.words)('nav.glossary')}",
            "url": page,
            "hasDefinedTerm": terms,
        }
    )


def _resource(name: str, url: str, settings: Settings, questions: Iterable[Question], base: str) -> dict[str, Any]:
    days = [str(day) for question in questions for day in (question.changed, question.added, question.reviewed) if day]
    added = [str(question.added) for question in questions if question.added]
    return {
        "name": name,
        "url": url,
        "learningResourceType": "interview questions",
        "inLanguage": settings.language,
        "isPartOf": {"@type": "WebSite", "name": settings.title, "url": base},
        **({"license": settings.license} if settings.license else {}),
        **({"datePublished": min(added)} if added else {}),
        **({"dateModified": max(days)} if days else {}),
    }


def _crumbs(settings: Settings, base: str, *steps: tuple[str, str]) -> dict[str, Any]:
    """Returns the way from the home page to a page."""
    way = [(settings.title, ""), (labels(*settings.words)("nav.topics"), "topics/"), *steps]
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": f"{base}{address}"}
        for at, (name, address) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _script(*parts: dict[str, Any]) -> Markup:
    """Returns the parts as JSON that no text in it can end before its end."""
    return htmlsafe_json_dumps({"@context": "https://schema.org", "@graph": [*parts]}, ensure_ascii=False)
