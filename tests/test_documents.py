"""What the guides and the README say of the program holds for the program."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from widerwindow import __version__
from widerwindow.cli import app
from widerwindow.content.about.module import Module
from widerwindow.content.activities.figure import Figure
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.selfcheck import SelfCheck
from widerwindow.content.checks import heads, leftovers, markup, pictures
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course
from widerwindow.content.pages.page import page_at

ROOT = Path(__file__).parents[1]
COURSE = Course(ROOT)
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "book/authors-guide.md",
    "book/trainers-guide.md",
    "book/trainers-more.md",
    "book/trainers-commands.md",
    "book/trainers-platforms.md",
    "book/trainers-notebooks.md",
    "book/trainers-sources.md",
    "book/organisations-put-up.md",
    "book/organisations-copy.md",
    "book/organisations-it.md",
    "book/organisations-data-protection.md",
    "book/organisations-keeping.md",
    "book/organisations-managers.md",
)
SCRIPTS = ("scripts/serve.py", "scripts/test.py")
OF_SERVE = {"--no-open", "--port"}
OF_TESTS = {"--no-skips", "--cov"}
OF_ALL = {"--help", "--version"}
OF_OTHERS = {"--with", "--force", "--standalone", "--pre-hook", "--post-hook", "--cache-control"}
"""The options of pipx, uv, certbot and aws, which the guides have people type."""
FENCED = re.compile(r"^(?P<marks>`{3,})(?P<kind>\w*)\n(?P<text>.*?)^(?P=marks)$", re.MULTILINE | re.DOTALL)
# A command as people type it: on a line of its own in a block, or between backticks.
TYPED = re.compile(r"^(?:\.venv/bin/)?widerwindow (?P<line>[a-z].*)$|`widerwindow (?P<quoted>[^`]+)`", re.MULTILINE)
LINES_OF_OTHERS = re.compile(r"^(?:sudo|pg_dump|pg_restore) .*$", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
SLANTED = re.compile(r"\*(?=\S)([^*]+)\*")
SCENARIO = ROOT / "book" / "window-of-tolerance" / "scenarios" / "kitchen-nine-pm.yml"


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Typer keeps Click to itself
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name, command


COMMANDS = dict(commands(typer.main.get_command(app)))


def options(command: Any) -> set[str]:  # noqa: ANN401
    return {option for each in command.params for option in (*each.opts, *each.secondary_opts)} | OF_ALL


def named(line: str) -> str:
    """The command that a line begins with."""
    fits = [name for name in COMMANDS if f"{line} ".startswith(f"{name} ")]
    assert fits, f"`widerwindow {line}` is no command"
    return fits[0]


def test_the_table_of_commands_is_all_that_the_program_can(command_table: dict[str, str]) -> None:
    assert {named(line) for line in command_table} == set(COMMANDS)


def test_the_table_names_only_arguments_that_a_command_takes(command_table: dict[str, str]) -> None:
    for line, says in command_table.items():
        command = COMMANDS[named(line)]
        takes = {str(each.metavar).strip("[]") for each in command.params if each.param_type_name == "argument"}
        written = [word.strip("[].") for word in line.split() if word.strip("[].").isupper()]
        assert all(any(taken.startswith(word) for taken in takes) for word in written), line
        assert set(OPTION.findall(says)) <= options(command), line


@pytest.fixture
def command_table() -> dict[str, str]:
    table = re.findall(r"^\| `([^`]+)` \| (.+) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert table
    return dict(table)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_shown_exists_with_its_options(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for match in TYPED.finditer(text):
        line = match["line"] or match["quoted"]
        if not line.startswith("--"):
            assert set(OPTION.findall(line)) <= options(COMMANDS[named(line)]), line


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_option_that_is_named_belongs_to_a_command(document: str) -> None:
    known = (OF_TESTS | OF_OTHERS).union(*map(options, COMMANDS.values()))
    named_here = set(OPTION.findall(LINES_OF_OTHERS.sub("", (ROOT / document).read_text(encoding="utf-8"))))
    assert named_here <= known


def test_the_options_of_the_first_command_are_those_of_serve() -> None:
    assert options(COMMANDS["serve"]) >= OF_SERVE
    assert set(OPTION.findall((ROOT / "scripts" / "serve.py").read_text(encoding="utf-8"))) == OF_SERVE


@pytest.mark.parametrize("document", DOCUMENTS)
def test_scripts_that_are_named_are_there(document: str) -> None:
    named_here = set(re.findall(r"scripts/\w+\.py", (ROOT / document).read_text(encoding="utf-8")))
    assert [name for name in named_here if not (ROOT / name).is_file()] == []


def examples(kind: str) -> list[str]:
    """What the author's guide shows of one kind."""
    text = (ROOT / "book" / "authors-guide.md").read_text(encoding="utf-8")
    return [match["text"] for match in FENCED.finditer(text) if match["kind"] == kind]


def test_every_yaml_example_of_the_authors_guide_can_be_read() -> None:
    assert len(examples("yaml")) > 1
    for example in examples("yaml"):
        read_example(example)


OUTCOME = {"see": {"text": "See", "taught": ["index"], "practised": ["a"]}}


def read_example(text: str) -> None:
    """Read an example as the program would.

    It is pages of a module, the form of a figure, a condition or a choice in a scenario, or a question.
    """
    whole = yaml.safe_load(SCENARIO.read_text(encoding="utf-8"))
    part = yaml.safe_load(text)
    if text.startswith("pages:"):
        module = {"id": "a", "title": "A", "about": "A", "minutes": 8, "outcomes": OUTCOME, **part}
        assert parse(yaml.safe_dump(module), Path("module.yml"), Module)
    elif text.startswith("form:"):
        figure = {"id": "a-figure", "title": "A figure", "intro": "Move it.", "closing": "So.", **part}
        found = parse(yaml.safe_dump(figure), Path("a-figure.yml"), Figure)
        assert list(found.against({"who-is-counted": COURSE.comparison("who-is-counted")})) == []
    elif text.startswith("when:"):
        whole["scenes"][0].setdefault("also", []).append({"text": "Here.", **part})
    elif "next" in part[0]:
        whole["scenes"][0]["choices"] += part
    else:
        check = {"id": "a-check", "title": "A check", "questions": part}
        assert parse(yaml.safe_dump(check), Path("a-check.yml"), SelfCheck)
    assert parse(yaml.safe_dump(whole), SCENARIO, Scenario)


def test_every_page_of_the_authors_guide_is_well_as_it_stands(tmp_path: Path) -> None:
    whole, part = examples("markdown")
    (tmp_path / "page.md").write_text(whole, encoding="utf-8")
    page = page_at(tmp_path / "page.md")
    assert page.front_matter().content_note
    assert page.cells == page.widgets
    assert [COURSE.path(SelfCheck, widget.id).stem for widget in page.widgets] == ["signs-could-be"]
    (tmp_path / "part.md").write_text(f"# A page\n\n{part}", encoding="utf-8")
    for each in (page, page_at(tmp_path / "part.md")):
        looked = (heads.wrong_in, markup.not_shown_in, leftovers.left_on, pictures.without_words)
        assert [problem for look in looked for problem in look(each)] == []


def test_the_desk_says_what_the_trainers_guide_quotes_of_it() -> None:
    words = [word for file in (ROOT / "src" / "widerwindow").rglob("messages.en_GB.yml") for word in said(file)]
    guide = (ROOT / "book" / "trainers-guide.md").read_text(encoding="utf-8").replace("**", "")
    quoted = {" ".join(each.split()) for each in SLANTED.findall(guide)}
    assert len(quoted) > 50
    assert sorted(each for each in quoted if not any(each in word for word in words)) == []


def said(file: Path) -> Iterator[str]:
    """The sentences of a file of messages."""
    inside = [yaml.safe_load(file.read_text(encoding="utf-8"))]
    while inside:
        each = inside.pop()
        if isinstance(each, dict):
            inside.extend(each.values())
        elif isinstance(each, str):
            yield each


def test_the_version_is_written_once(command: Callable[..., str]) -> None:
    assert __version__ in command(ROOT, "--version")
    assert __version__ not in (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.optional")[0]


@pytest.mark.parametrize("module", [*map(COURSE.module, COURSE.modules())], ids=lambda module: module.id)
def test_a_modules_minutes_are_those_that_its_first_page_tells(module: Module) -> None:
    page = (COURSE.book / module.id / "index.md").read_text(encoding="utf-8")
    assert f"takes about {module.minutes} minutes" in page
