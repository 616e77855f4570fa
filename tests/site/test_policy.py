"""The content security policy: exactly this, and nothing that content can add to it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from handbook.reading.settings import SettingsError, options_from
from handbook.site.policy import policy

if TYPE_CHECKING:
    from tests.conftest import Project

EMPTY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'"
)


def test_site_without_inline_scripts_allows_its_own_files_and_nothing_else() -> None:
    assert policy(["<p>Nothing</p>"]) == EMPTY


def test_scripts_and_styles_of_the_theme_are_allowed_by_hash_on_several_lines_too() -> None:
    script = "'sha256-jws2QcM8dbyv9zz06JqQOrOMwfTwmifU24q857AXGJg='"
    style = "'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='"
    pages = ["<script>a = 1\nb = 2</script>", "<style>p{}</style><script>a = 1\nb = 2</script>"]

    said = policy(pages)

    with_script = EMPTY.replace("script-src 'self'", f"script-src 'self' {script}")
    assert said == with_script.replace("style-src 'self'", f"style-src 'self' {style}")


def test_hosts_of_the_owner_may_give_scripts_styles_fonts_and_pictures_and_be_asked() -> None:
    said = policy([], ["stats.example.org"])

    allowed = {part.split()[0] for part in said.split("; ") if "stats.example.org" in part}
    assert allowed == {"script-src", "style-src", "font-src", "img-src", "connect-src"}


@pytest.mark.parametrize("host", ["stats.example.org", "https://stats.example.org", "*.example.org:8443"])
def test_host_is_one(host: str) -> None:
    assert options_from({"hosts": [host]}).hosts == (host,)


@pytest.mark.parametrize(
    "host", ["*", "'unsafe-inline'", "a.org; script-src *", "http://a.org", "data:", "", 'a.org"', "a.org/b c", 1]
)
def test_value_that_is_no_host_is_named(host: object) -> None:
    with pytest.raises(SettingsError, match=r"hosts\.1"):
        options_from({"hosts": ["a.org", host]})


def test_every_page_has_the_one_policy_of_the_site(built: Project) -> None:
    policies = set()
    for page in built.site.rglob("*.html"):
        if page.relative_to(built.site).parts[0] != "q":
            policies.add(re.search(r'<meta http-equiv="Content-Security-Policy" content="(.*?)">', page.read_text("utf-8"))[1])  # type: ignore[index]

    assert len(policies) == 1
    said = re.sub(r" 'sha256-[\w+/]{43}='", "", unescape(policies.pop()))
    assert said == EMPTY
