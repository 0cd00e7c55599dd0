"""A new kind of question or widget is a folder and its name in the registry: the engine's other files need not know.

The folder `scale` beside this file, and `pick` among the tests of widgets, are written as a contributor would write
them. A copy of the engine gets them.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from examples import QUIZ, quiz_text
from playwright.sync_api import BrowserContext, expect
from room import make_course

import widerwindow
from ready import Ready

ENGINE = Path(widerwindow.__file__).parent
ROOT = ENGINE.parents[1]
KIND, EXAMPLE = "scale", "how-warm"
HERE = Path(__file__).parent
WIDGET, TABLE = "pick", "drinks"
IN_THE_ENGINE = {
    "content/questions/__init__.py": {
        "from widerwindow.content.questions.single import Single\n": (
            "from widerwindow.content.questions.scale import Scale\n"
        ),
        "MachineMarked = ": "Scale | ",
    },
    "widgets/__init__.py": {
        "from widerwindow.widgets.figure import Figure\n": "from widerwindow.widgets.pick import Pick\n",
        "__all__ = [": '"Pick", ',
        "    for widget in (": "Pick, ",
    },
    "content/pages/cells.py": {"WIDGETS = (": '"Pick", '},
}
"""What is written into the registries, and after what; and the name of a widget that shows a file, for `check`."""

COUNTED = "id: drinks\ntitle: What we drank\nsource: leaf1999\nabout: One morning.\nrows:\n"
COUNTED += "  - {id: tea, label: Tea, percent: 60}\n  - {id: milk, label: Milk, percent: 40}\n"
FRONT = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A page
"""
CELL = """
```{{code-cell}} python
:tags: [remove-input]
from widerwindow.widgets import {kind}
{kind}("{name}")
```
"""
HALF = "half_a_scale"
LEFT_OUT = ["choices", "explained", "form", "hidden_test_source", "offered"]


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a copy of the engine that has the new kinds, and a file with half of one that nothing uses."""
    folder = tmp_path_factory.mktemp("extended")
    engine = shutil.copytree(ENGINE, folder / "src" / "widerwindow")
    kind = shutil.copytree(HERE / KIND, engine / "content" / "questions" / KIND)
    shutil.copytree(HERE.with_name("widgets") / WIDGET, engine / "widgets" / WIDGET)
    for name, written in IN_THE_ENGINE.items():
        text = (engine / name).read_text(encoding="utf-8")
        for after, new in written.items():
            assert text.count(after) == 1
            text = text.replace(after, after + new)
        (engine / name).write_text(text, encoding="utf-8")
    half = without((kind / "__init__.py").read_text(encoding="utf-8"), LEFT_OUT)
    (kind.parent / f"{HALF}.py").write_text(half, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def without(text: str, methods: list[str]) -> str:
    """Return the text of a class without some of its methods."""
    for name in methods:
        text, found = re.subn(
            rf"    (?:@classmethod\n    )?@override\n    def {name}\(.*?(?=\n    @override|\n    def )",
            "",
            text,
            flags=re.DOTALL,
        )
        assert found == 1
    return text


@pytest.fixture(scope="module")
def run(extended: Path) -> Callable[..., str]:
    """Runs a module of Python with the extended engine, and returns what it said."""

    def module(*command: str | Path, status: int = 0) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", *command], cwd=extended, env=with_engine(extended), capture_output=True, text=True
        )
        assert ran.returncode == status, ran.stdout + ran.stderr
        return ran.stdout

    return module


def with_engine(extended: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(extended / "src")}


def test_the_types_hold_and_what_a_kind_leaves_out_is_a_type_error(run: Callable[..., str], tmp_path: Path) -> None:
    cache = tmp_path / "types"
    if (ROOT / ".mypy_cache").is_dir():  # what it knows of other packages is known here too
        shutil.copytree(ROOT / ".mypy_cache", cache)
    said = run("mypy", "--package", "widerwindow", "--cache-dir", cache, status=1)
    faults = [line for line in said.splitlines() if ": error: " in line]
    assert [fault for fault in faults if HALF not in fault] == []
    assert f"Final class widerwindow.content.questions.{HALF}.Scale has abstract attributes" in said
    assert [name for name in LEFT_OUT if f'"{name}"' not in said] == []


def test_its_examples_go_wherever_questions_go(run: Callable[..., str]) -> None:
    of_this_kind = f"{KIND} or {EXAMPLE} or not ["  # or of all kinds together
    options = ["-q", "-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml", "-k", of_this_kind]
    assert "passed" in run("pytest", *options, HERE / "test_every_kind.py")


@pytest.fixture(scope="module")
def command(extended: Path) -> Iterator[Callable[..., str]]:
    """Runs the extended engine's command in a course, and returns what it said."""
    with Ready(environment=with_engine(extended)) as ready:

        def done(course: Path, *arguments: str) -> str:
            ran = ready.run(course, list(arguments), "")
            assert ran.returncode == 0, ran.stdout + ran.stderr
            return ran.stdout

        yield done


@pytest.fixture(scope="module")
def course(
    tmp_path_factory: pytest.TempPathFactory, command: Callable[..., str], copy_organisation: Callable[[Path], None]
) -> Path:
    """A course with a quiz of the new kind, released by nbgrader, and built pages that show both kinds."""
    example = yaml.safe_load((HERE / KIND / "examples.yml").read_text(encoding="utf-8"))["good"][0]
    course = make_course(tmp_path_factory.mktemp("new-kinds") / "a course", quiz_text([example["question"]]), QUIZ).root
    copy_organisation(course)
    shutil.copy(ROOT / "_config.yml", course)
    files = {
        "_toc.yml": "format: jb-book\nroot: index\nchapters:\n  - file: doors/quiz\n  - file: doors/table\n",
        "book/index.md": "# Doors\n",
        "book/references.bib": "@misc{leaf1999, title = {Drinks}}\n",
        "book/doors/quiz.md": FRONT + CELL.format(kind="Quiz", name=QUIZ),
        "book/doors/table.md": FRONT + CELL.format(kind="Pick", name=TABLE),
        f"book/doors/data/{TABLE}.yml": COUNTED,
    }
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, encoding="utf-8")
    command(course, "release", QUIZ)
    command(course, "build")
    return course


def test_built_pages_show_both(course: Path, new_visit: Callable[..., BrowserContext]) -> None:
    pages = course / "_build" / "html" / "doors"
    page = new_visit(viewport={"width": 1000, "height": 740}).new_page()
    page.goto((pages / "quiz.html").as_uri())
    quiz = page.locator(".ww-live")
    expect(quiz.get_by_text("Where on the scale?")).to_be_visible()
    expect(quiz.locator(".ww-scale")).to_have_css("display", "flex")
    page.goto((pages / "table.html").as_uri())
    page.get_by_role("button", name="Pick one for us").click()
    expect(page.get_by_role("status").filter(has_text=re.compile("^(Tea|Milk)$"))).to_have_css("font-style", "italic")


@pytest.fixture
def preview(course: Path, extended: Path) -> Iterator[str]:
    """The address of the quiz's preview, shown by the real command."""
    command = [sys.executable, "-m", "widerwindow.cli", "quiz", "preview", QUIZ, "--no-open"]
    shown = subprocess.Popen(command, cwd=course, env=with_engine(extended), stdout=subprocess.PIPE, text=True)
    assert shown.stdout
    with shown.stdout as said:
        assert "Ctrl+C" in said.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", said.readline())
        assert found
        yield found[0]
        shown.send_signal(signal.SIGINT)
        assert shown.wait(60) == 0


def test_it_is_answered_in_the_browser_marked_and_given_back(
    course: Path, preview: str, command: Callable[..., str], new_visit: Callable[..., BrowserContext]
) -> None:
    page = new_visit(viewport={"width": 1000, "height": 740}).new_page()
    page.goto(preview)
    quiz = page.locator(".ww-live")
    expect(quiz.get_by_text("Where on the scale?")).to_be_visible()
    quiz.get_by_label("4", exact=True).check()
    quiz.get_by_label("Your learner code").fill("L7")
    with page.expect_download() as download:
        quiz.get_by_role("button", name="Download my answers").click()
    download.value.save_as(course / "handed in" / f"{QUIZ}--L7.ipynb")
    page.get_by_role("link", name="With the right answers").click()
    expect(page.get_by_text("Right: 2 step-2")).to_be_visible()

    assert "1 collected" in command(course, "collect", "handed in")
    assert "L7: 2 of 2." in command(course, "autograde", QUIZ)
    command(course, "feedback", QUIZ)
    command(course, "report", QUIZ)
    (feedback,) = course.glob(f"exercises/feedback/L7/{QUIZ}/*.html")
    page.goto(feedback.as_uri())
    expect(page.locator(".chosen p")).to_contain_text(["4", "About near."])
    page.goto((course / "exercises" / "reports" / f"{QUIZ}.html").as_uri())
    expect(page.get_by_role("row", name="4 right")).to_contain_text("1")
