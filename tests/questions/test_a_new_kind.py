"""A new kind of question is a folder and its name in the registry: the engine's other files need not know of it.

The folder `scale` beside this file is written as a contributor would write one. A copy of the engine gets it.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from examples import QUIZ, quiz_text
from playwright.sync_api import BrowserContext, expect
from room import make_course

import widerwindow

ENGINE = Path(widerwindow.__file__).parent
ROOT = ENGINE.parents[1]
KIND, EXAMPLE = "scale", "how-warm"
HERE = Path(__file__).parent
IN_THE_REGISTRY = {
    "from widerwindow.content.questions.single import Single\n": (
        "from widerwindow.content.questions.scale import Scale\n"
    ),
    "MachineMarked = ": "Scale | ",
}
"""What is written into the registry, and after what."""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a copy of the engine that has the new kind."""
    folder = tmp_path_factory.mktemp("extended")
    engine = shutil.copytree(ENGINE, folder / "src" / "widerwindow", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(HERE / KIND, engine / "content" / "questions" / KIND)
    registry = engine / "content" / "questions" / "__init__.py"
    text = registry.read_text(encoding="utf-8")
    for after, new in IN_THE_REGISTRY.items():
        assert after in text
        text = text.replace(after, after + new, 1)
    registry.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def run(extended: Path) -> Callable[..., str]:
    """Runs a module of Python with the extended engine, in a folder, and returns what it said."""

    def module(*command: str | Path, cwd: Path = extended, status: int = 0) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", *command], cwd=cwd, env=with_engine(extended), capture_output=True, text=True
        )
        assert ran.returncode == status, ran.stdout + ran.stderr
        return ran.stdout

    return module


def with_engine(extended: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(extended / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="module")
def types(run: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Checks the types of the extended engine as the project checks its own."""
    cache = tmp_path_factory.mktemp("types")
    if (ROOT / ".mypy_cache").is_dir():  # what it knows of other packages is known here too
        shutil.copytree(ROOT / ".mypy_cache", cache, dirs_exist_ok=True)
    return lambda **options: run("mypy", "--package", "widerwindow", "--cache-dir", cache, **options)


def test_the_types_hold(types: Callable[..., str]) -> None:
    assert "Success" in types()


def test_what_a_kind_leaves_out_is_a_type_error(types: Callable[..., str], extended: Path) -> None:
    left_out = ["choices", "explained", "form", "hidden_test_source", "offered"]
    with without(extended / "src" / "widerwindow" / "content" / "questions" / KIND / "__init__.py", left_out):
        said = types(status=1)
    assert "Final class widerwindow.content.questions.scale.Scale has abstract attributes" in said
    assert [name for name in left_out if f'"{name}"' not in said] == []


@contextmanager
def without(file: Path, methods: list[str]) -> Iterator[None]:
    """Takes methods out of a file for a while."""
    text = less = file.read_text(encoding="utf-8")
    for name in methods:
        less, found = re.subn(
            rf"    (?:@classmethod\n    )?@override\n    def {name}\(.*?(?=\n    @override|\n    def )",
            "",
            less,
            flags=re.DOTALL,
        )
        assert found == 1
    file.write_text(less, encoding="utf-8")
    yield
    file.write_text(text, encoding="utf-8")


def test_its_examples_go_wherever_questions_go(run: Callable[..., str]) -> None:
    of_this_kind = f"{KIND} or {EXAMPLE} or not ["  # or of all kinds together
    options = ["-q", "-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml", "-k", of_this_kind]
    assert "passed" in run("pytest", *options, HERE / "test_every_kind.py")


@pytest.fixture
def course(tmp_path: Path, run: Callable[..., str]) -> Path:
    """A course with a quiz of the new kind, released by nbgrader."""
    example = yaml.safe_load((HERE / KIND / "examples.yml").read_text(encoding="utf-8"))["good"][0]
    course = make_course(tmp_path / "a course", quiz_text([example["question"]]), QUIZ).root
    run("widerwindow.cli", "release", QUIZ, cwd=course)
    return course


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
    course: Path, preview: str, run: Callable[..., str], new_visit: Callable[..., BrowserContext]
) -> None:
    page = new_visit(viewport={"width": 1000, "height": 740}).new_page()
    page.goto(preview)
    quiz = page.locator(".ww-live")
    expect(quiz.get_by_text("Where on the scale?")).to_be_visible()
    assert quiz.locator(".ww-scale").evaluate("(steps) => getComputedStyle(steps).display") == "flex"
    quiz.get_by_label("4", exact=True).check()
    quiz.get_by_label("Your learner code").fill("L7")
    with page.expect_download() as download:
        quiz.get_by_role("button", name="Download my answers").click()
    download.value.save_as(course / "handed in" / f"{QUIZ}--L7.ipynb")
    page.get_by_role("link", name="With the right answers").click()
    expect(page.get_by_text("Right: 2 step-2")).to_be_visible()

    assert "1 collected" in run("widerwindow.cli", "collect", "handed in", cwd=course)
    assert "L7: 2 of 2." in run("widerwindow.cli", "autograde", QUIZ, cwd=course)
    run("widerwindow.cli", "feedback", QUIZ, cwd=course)
    run("widerwindow.cli", "report", QUIZ, cwd=course)
    (feedback,) = course.glob(f"exercises/feedback/L7/{QUIZ}/*.html")
    page.goto(feedback.as_uri())
    expect(page.locator(".chosen p")).to_contain_text(["4", "About near."])
    page.goto((course / "exercises" / "reports" / f"{QUIZ}.html").as_uri())
    expect(page.get_by_role("row", name="4 right")).to_contain_text("1")
