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
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course
from widerwindow.content.pages.page import page_at

ROOT = Path(__file__).parents[1]
COURSE = Course(ROOT)
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "book/authors-guide.md", "book/trainers-guide.md", "book/trainers-more.md")
SCRIPTS = ("scripts/serve.py", "scripts/test.py")
OF_SERVE = {"--no-open", "--port"}
OF_TESTS = {"--no-skips", "--cov"}
OF_ALL = {"--help", "--version"}
FENCED = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# A command as people type it: on a line of its own in a block, or between backticks.
TYPED = re.compile(r"^(?:\.venv/bin/)?widerwindow (?P<line>[a-z].*)$|`widerwindow (?P<quoted>[^`]+)`", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
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
    known = OF_TESTS.union(*map(options, COMMANDS.values()))
    named_here = set(OPTION.findall((ROOT / document).read_text(encoding="utf-8")))
    assert named_here <= known


def test_the_options_of_the_first_command_are_those_of_serve() -> None:
    assert options(COMMANDS["serve"]) >= OF_SERVE
    assert set(OPTION.findall((ROOT / "scripts" / "serve.py").read_text(encoding="utf-8"))) == OF_SERVE


@pytest.mark.parametrize("document", DOCUMENTS)
def test_scripts_that_are_named_are_there(document: str) -> None:
    named_here = set(re.findall(r"scripts/\w+\.py", (ROOT / document).read_text(encoding="utf-8")))
    assert [name for name in named_here if not (ROOT / name).is_file()] == []


def test_every_yaml_example_of_the_authors_guide_can_be_read(tmp_path: Path) -> None:
    text = (ROOT / "book" / "authors-guide.md").read_text(encoding="utf-8")
    examples = [match for match in FENCED.finditer(text) if match["kind"] == "yaml"]
    assert len(examples) > 1
    for example in examples:
        read_example(example["text"], tmp_path)


def read_example(text: str, folder: Path) -> None:
    """Read an example as the program would: the top of a page as a page, and a condition in a scenario."""
    if text.startswith("---\n"):
        page = folder / "page.md"
        page.write_text(f"{text}\n# A page\n", encoding="utf-8")
        assert page_at(page).front_matter().content_note
    elif text.startswith("when:"):
        whole = yaml.safe_load(SCENARIO.read_text(encoding="utf-8"))
        whole["scenes"][0].setdefault("also", []).append({"text": "Here.", **yaml.safe_load(text)})
        assert parse(yaml.safe_dump(whole), SCENARIO, Scenario)
    else:
        pytest.fail(f"Say here where this example belongs:\n{text}")


def test_the_version_is_written_once(command: Callable[..., str]) -> None:
    assert __version__ in command(ROOT, "--version")
    assert __version__ not in (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.optional")[0]


@pytest.mark.parametrize("module", [*map(COURSE.module, COURSE.modules())], ids=lambda module: module.id)
def test_a_modules_minutes_are_the_same_wherever_a_learner_reads_them(module: Module) -> None:
    page = (COURSE.book / module.id / "index.md").read_text(encoding="utf-8")
    assert f"takes about {module.minutes} minutes" in page
    overview = (COURSE.book / "index.md").read_text(encoding="utf-8")
    assert re.search(rf"\({module.id}/index\.md\) \|.*\| {module.minutes} \|$", overview, re.MULTILINE)
