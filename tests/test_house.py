"""The rules of the house that a machine can hold."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from widerwindow.content.course import Course

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["mypy"],
        ["ruff", "check", "src", "scripts", "tests", "deploy"],
        ["ruff", "format", "--check", "src", "scripts", "tests", "deploy"],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_types_style_and_the_direction_of_imports(command: list[str]) -> None:
    ran = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_command_that_needs_no_gradebook_and_no_page_builder_does_not_wait_for_them() -> None:
    heavy = "import widerwindow.cli, sys; print(*{'nbgrader', 'sqlalchemy', 'sphinx'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-hub.lock", "requirements-test.lock"])
def test_locks_pin_by_hash_and_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 100
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in text


def test_no_date_is_written_in_a_way_that_windows_refuses() -> None:
    sources = [file for folder in ("src", "scripts", "tests", "deploy") for file in (ROOT / folder).rglob("*.py")]
    assert [file.name for file in sources if re.search(r"%-[dmyHIMSj]", file.read_text(encoding="utf-8"))] == []


def test_the_engine_says_nothing_of_the_course() -> None:
    course = Course(ROOT)
    own = {name.lower() for name in (*pages_of(course), *profile_of(course), *organisation_of(course))}
    assert len(own) > 100
    engine = {file: file.read_text(encoding="utf-8").lower() for file in engine_files()}
    assert engine
    assert [(file.name, name) for file, text in engine.items() for name in own if name in text] == []
    variables = list(course.profile().variables or {})
    knowing = {file.name: [name for name in variables if f'"{name}"' in text] for file, text in engine.items()}
    assert {file: names for file, names in knowing.items() if len(names) > 1} == {}


def engine_files() -> list[Path]:
    kinds = {".py", ".js", ".html", ".yml", ".css", ".md", ".j2", ".txt", ".typ", ".tpl", ".json"}
    return [file for file in (ROOT / "src").rglob("*") if file.suffix in kinds]


def pages_of(course: Course) -> Iterator[str]:
    """The course's own words, and the names of its pages as a link, a path or a template would write them."""
    yield from ("trauma", "dissociat", "grounding", "window.of.tolerance")
    for name in course.page_files().keys() - {"index"}:
        yield from (name, f"/{name}.md") if "/" in name else (f"{name}.md", f"pathto('{name}'", f'pathto("{name}"')


def profile_of(course: Course) -> Iterator[str]:
    profile = course.profile()
    yield profile.zone
    yield from (said for said in (profile.licence, profile.reviews and profile.reviews.nobody) if said)


def organisation_of(course: Course) -> Iterator[str]:
    organisation = course.organisation()
    yield from (said for line in organisation.lines for said in (line.name, line.number, line.source) if len(said) > 5)
    yield from (said for contact in organisation.contacts for said in (contact.role, contact.how))
    yield from [organisation.exit.address] if organisation.exit else []
