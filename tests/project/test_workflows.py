"""The workflows, the hooks before a commit and the editor: the commands that people run, and no more rights than needed."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.records.schema import schema
from tests.conftest import PROJECT
from tests.documents import DOCUMENTED, PAGES, console_commands, kind, script_commands

FILES = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
INSTALL = {
    " && ".join(commands[:3])
    for text in [(PROJECT / "README.md").read_text("utf-8")]
    for commands in [line.split(" && ") for line in text.splitlines() if line.startswith("python3 -m venv")]
}
WRITTEN = "".join(page.read_text("utf-8") for page in PAGES)
WRITES = {"publish.yml": {("deploy", "pages"), ("deploy", "id-token")}}
"""The rights to write that a workflow's job needs: none but to publish."""


class Yaml12(yaml.SafeLoader):
    """Reads `on` as a word, as the workflows' own reader does."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(file: Path) -> dict[str, Any]:
    content = yaml.load(file.read_text("utf-8"), Yaml12)  # noqa: S506  a safe loader
    assert isinstance(content, dict)
    return content


def steps(file: Path) -> list[dict[str, Any]]:
    return [as_on_unix(step) for job in load(file)["jobs"].values() for step in job["steps"]]


def as_on_unix(step: dict[str, Any]) -> dict[str, Any]:
    """Writes the commands of PowerShell as those of a Unix shell."""
    if "Scripts" not in step.get("run", ""):
        return step
    return step | {"run": step["run"].replace("py -m", "python3 -m").replace("; ", " && ").replace("\\Scripts\\", "/bin/")}


workflow = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


@workflow
def test_every_command_of_a_workflow_is_one_that_people_run(file: Path) -> None:
    scripts = [step["run"] for step in steps(file) if "run" in step]

    assert scripts
    for script in scripts:
        for command in script_commands(script):
            assert kind(command) in DOCUMENTED, f"{command}: in no console block of README, CONTRIBUTING or docs"


@workflow
def test_a_workflow_installs_as_the_readme_does(file: Path) -> None:
    installing = [step["run"] for step in steps(file) if "pip install" in step.get("run", "")]

    assert installing
    assert INSTALL & set(installing)
    assert all(script in INSTALL or f"$ {script}" in WRITTEN for script in installing)


@workflow
def test_every_action_is_a_release_by_its_digest(file: Path) -> None:
    used = re.findall(r"uses: (.*)$", file.read_text("utf-8"), flags=re.MULTILINE)

    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_an_action_has_the_same_digest_everywhere() -> None:
    used = {line for file in FILES for line in re.findall(r"uses: (.*)$", file.read_text("utf-8"), flags=re.MULTILINE)}

    assert len({action.partition("@")[0] for action in used}) == len(used)


@workflow
def test_a_workflow_has_no_right_that_it_does_not_need(file: Path) -> None:
    content = load(file)

    assert content["permissions"] == {}
    for name, job in content["jobs"].items():
        writes = {(name, scope) for scope, right in job["permissions"].items() if right == "write"}
        assert writes <= WRITES.get(file.name, set())
    for step in steps(file):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@workflow
def test_a_workflow_ends_and_does_not_run_twice(file: Path) -> None:
    content = load(file)

    assert content["concurrency"]["group"]
    assert all(1 <= job["timeout-minutes"] <= 60 for job in content["jobs"].values())


@workflow
def test_no_secret_and_no_stranger_s_words_reach_a_script(file: Path) -> None:
    text = file.read_text("utf-8")

    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(load(file)["on"])
    assert "secrets." not in text
    assert "github.token" not in text
    for step in steps(file):
        assert "${{" not in step.get("run", "")


def test_a_pull_request_is_checked_against_its_base_tested_built_and_shown() -> None:
    file = PROJECT / ".github" / "workflows" / "pull-request.yml"
    commands = [command for step in steps(file) for command in script_commands(step.get("run", ""))]
    readme = (PROJECT / "README.md").read_text("utf-8")
    [tests] = [line for line in readme.splitlines() if line.startswith("python3 -m venv") and line.endswith("pytest")]

    assert '.venv/bin/handbook check --format github --against "origin/$BASE"' in commands
    assert '.venv/bin/handbook changes --against "origin/$BASE"' in commands
    assert ".venv/bin/handbook build" in commands
    assert {kind(command) for command in tests.split(" && ")} <= {kind(command) for command in commands}
    assert [step["with"]["path"] for step in steps(file) if "upload-artifact" in step.get("uses", "")] == ["site/"]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).parent / "zizmor"

    outcome = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona", "pedantic", PROJECT / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stdout
    assert "No findings to report" in outcome.stdout


@pytest.mark.parametrize(
    ("said", "ignored"),
    [("403 Forbidden", True), ("429 Too Many Requests", True), ("503 Service Unavailable", True), ("404 Not Found", False)],
)
def test_a_link_is_dead_when_its_page_is_gone_and_not_when_a_publisher_turns_programs_away(said: str, ignored: bool) -> None:
    settings = configparser.RawConfigParser()
    settings.read(PROJECT / ".github" / "linkchecker.ini")
    rules = [line.split(maxsplit=1) for line in settings["output"]["ignoreerrors"].split("\n") if line]

    assert any(re.search(url, "https://example.org/") and re.search(message, said) for url, message in rules) == ignored


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.name)
def test_an_issue_form_asks_something_and_each_thing_once(file: Path) -> None:
    form = load(file)
    asked = [part for part in form["body"] if part["type"] != "markdown"]

    assert form["name"]
    assert form["description"]
    assert len({part["id"] for part in asked}) == len(asked) >= 3
    assert all(part["attributes"]["label"] for part in asked)


def test_hooks_before_a_commit_run_what_a_pull_request_runs() -> None:
    hooks = [hook for repository in load(PROJECT / ".pre-commit-config.yaml")["repos"] for hook in repository["hooks"]]
    pull_request = load(PROJECT / ".github" / "workflows" / "pull-request.yml")["jobs"].values()
    commands = {
        kind(command) for job in pull_request for step in job["steps"] for command in script_commands(step.get("run", ""))
    }

    assert {kind(hook["entry"]) for hook in hooks} == commands & {
        ("handbook", "check"),
        ("ruff", "check"),
        ("ruff", "format"),
        ("mypy",),
    }


def test_the_development_container_installs_as_the_readme_does_and_serves() -> None:
    container = json.loads((PROJECT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    readme = {kind(command) for command in console_commands((PROJECT / "README.md").read_text("utf-8"))}

    assert container["postCreateCommand"] in INSTALL
    assert kind(container["postAttachCommand"]) in readme


def test_the_editor_knows_the_schema_of_every_kind_of_file() -> None:
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text("utf-8"))
    extensions = json.loads((PROJECT / ".vscode" / "extensions.json").read_text("utf-8"))

    wired = settings["yaml.schemas"]

    assert wired.pop("./data/schema.json") == ["/data/*/*.yml", "!/data/*/_topic.yml"]
    assert set(wired.values()) == {"/data/*/_topic.yml", "/data/references.yml", "/data/glossary.yml", "/data/synonyms.yml"}
    for path in wired:
        target, _, pointer = json.loads((PROJECT / path).read_text("utf-8"))["$ref"].partition("#/$defs/")
        assert (PROJECT / path).parent.joinpath(target).resolve() == PROJECT / "data" / "schema.json"
        assert pointer in schema()["$defs"]
    assert "redhat.vscode-yaml" in extensions["recommendations"]
