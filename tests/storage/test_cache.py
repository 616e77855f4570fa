"""The cache: it saves time, and losing it or finding it damaged changes nothing else."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import handbook
from handbook.exports.dataset import dataset
from handbook.reading.loading import load
from handbook.records.settings import Settings
from handbook.storage.cache import Cache
from tests.casefiles import CASES

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = ".cache/handbook.sqlite"


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with the cache that a load in another process left."""
    root = tmp_path_factory.mktemp("used") / "handbook"
    shutil.copytree(CASES / "handbook", root)
    command = "import sys; from pathlib import Path; from handbook.reading.loading import load; load(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", command, str(root)], check=True)
    return root


@pytest.fixture
def warm(used: Path, tmp_path: Path) -> Path:
    """A handbook with a cache, for one test to damage."""
    return Path(shutil.copytree(used, tmp_path / "warm"))


def everything(root: Path) -> str:
    """Returns all that a handbook holds, rendered, as the data set has it."""
    file = root / "questions.json"
    file.write_text("".join(dataset(load(root), Settings())), "utf-8")
    return file.read_text("utf-8")


def run_sql(root: Path, script: str) -> None:
    with closing(sqlite3.connect(root / DATABASE)) as database:
        database.executescript(script)


def overwrite(root: Path, change: Callable[[bytes], bytes]) -> None:
    file = root / DATABASE
    file.write_bytes(change(file.read_bytes()))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "deleted": lambda root: shutil.rmtree(root / ".cache"),
    "empty": lambda root: overwrite(root, lambda _: b""),
    "no database": lambda root: overwrite(root, lambda _: b"no database" * 1000),
    "cut in half": lambda root: overwrite(root, lambda data: data[: len(data) // 2]),
    "cut after its first page": lambda root: overwrite(root, lambda data: data[:4096]),
    "zeros after its first page": lambda root: overwrite(root, lambda data: data[:4096] + bytes(len(data) - 4096)),
    "another table": lambda root: run_sql(root, "DROP TABLE kept; CREATE TABLE kept (something)"),
    "no JSON inside": lambda root: run_sql(root, "UPDATE kept SET value = substr(value, 1, 9)"),
    "no UTF-8 inside": lambda root: run_sql(root, "UPDATE kept SET value = CAST(x'ff' AS TEXT)"),
    "some rows lost": lambda root: run_sql(root, "DELETE FROM kept WHERE kind IN ('question', 'record')"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_cache_changes_nothing(warm: Path, small: Path, damage: Callable[[Path], None]) -> None:
    damage(warm)
    assert everything(warm) == everything(small)


@pytest.mark.parametrize("place", [".cache", DATABASE])
def test_a_cache_that_cannot_be_written_changes_nothing(small: Path, warm: Path, place: str) -> None:
    if place == DATABASE:
        (small / place).mkdir(parents=True)
    else:
        (small / place).write_text("in its place", "utf-8")

    assert everything(small) == everything(warm)


def test_a_warm_load_equals_a_cold_one(warm: Path, small: Path) -> None:
    cold, loaded = load(small), load(warm)

    assert (cold.topics, cold.questions, cold.references) == (loaded.topics, loaded.questions, loaded.references)
    assert (cold.glossary, cold.words, cold.keys) == (loaded.glossary, loaded.words, loaded.keys)
    assert everything(small) == everything(warm)


def test_a_cache_deleted_while_it_is_open_changes_nothing(small: Path) -> None:
    before = everything(small)
    shutil.rmtree(small / ".cache")
    file = small / "data/regularization/dropout.yml"
    file.write_text(file.read_text("utf-8") + "example: An example.\n", "utf-8")

    after = everything(small)

    assert json.loads(before)["questions"][0] == json.loads(after)["questions"][0]
    assert "An example." in after


def test_a_text_is_kept_by_its_key_and_kind(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("key", {"kind": "text", "other": "another"})
    cache.commit()

    assert Cache(tmp_path / "cache").get("kind", "key") == "text"
    assert cache.get("kind", "other key") is None


def test_the_key_follows_the_name_and_the_content() -> None:
    assert len({Cache.key("a", b"b"), Cache.key("a", b"c"), Cache.key("b", b"b")}) == 3
    assert Cache.key("a", b"b") == Cache.key("a", b"b")


@pytest.mark.parametrize("file", ["reading/rendering.py", "markup/templates/question.html", "records/model.py"])
def test_the_engine_is_another_one_once_a_file_of_it_changes(tmp_path: Path, file: str) -> None:
    package = tmp_path / "handbook"
    shutil.copytree(Path(handbook.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))

    def engine() -> str:
        command = [sys.executable, "-c", "from handbook.storage.cache import RENDERED_BY, engine; print(engine(*RENDERED_BY))"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    before = engine()
    with (package / file).open("a", encoding="utf-8") as text:
        text.write("\n")

    assert before != engine()


def test_what_belongs_to_nothing_any_more_is_deleted_once_it_is_much(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    for number in range(200):
        cache.put(f"key-{number}", {"question": "text", "fragment": "text"})
    cache.commit()

    cache.forget_all_but(["key-0"])

    assert [cache.get("fragment", f"key-{number}") for number in (0, 1, 199)] == ["text", None, None]
