"""The widgets live in a real JupyterLab: what a learner does reaches Python, and her answers reach the notebook.

The notebooks that students get look there as the course's pages do, and work without the course beside them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from walking import LONGEST

from jupyter_started import about_server
from widerwindow.content.course import Course
from widerwindow.grading.notebook import submission
from widerwindow.publish import parts
from widerwindow.publish.made import Made
from widerwindow.publish.notebooks import make
from widerwindow.site.building import build

Open = Callable[..., Page]
PATIENCE = 60_000  # a kernel may start slowly where other tests run beside it
PAGE = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Tea

```{code-cell} python
:tags: [remove-input]
from widerwindow.widgets import Scenario
Scenario("tea-round")
```
"""


IS_SHOWN = "(name) => jupyterapp.shell.currentWidget.context?.path.endsWith(name)"
TEXT = ".jp-MarkdownOutput"
LINK = re.compile(r'(?:href|src)="(?!\w+:|#)([^"#]+)(?:#cell-id=([^"]+))?')
CLOSE_ALL = """() => {
  for (const widget of [...jupyterapp.shell.widgets("main")]) {
    widget.context?.dispose();  // what is not saved yet: nobody is asked
    widget.dispose();
  }
}"""
KERNEL_IS_IDLE = """() => {
  const panel = globalThis.jupyterapp?.shell.currentWidget;
  return panel?.context?.isReady && panel.sessionContext.session?.kernel?.status === "idle";
}"""


@pytest.fixture(scope="module")
def lab(tiny_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    """A JupyterLab with the tiny course and a student's folder: its address, its token, its root."""
    root = tmp_path_factory.mktemp("lab") / "home"
    shutil.copytree(tiny_course, root / "course")
    (root / "student").mkdir()
    shutil.copy(root / "course/exercises/release/tiny-quiz/tiny-quiz.ipynb", root / "student")
    (root / "course/book/tea/page.md").write_text(PAGE, encoding="utf-8")
    (root / "course/book/tea/page.ipynb").write_text(json.dumps(notebook(
        "from widerwindow.widgets import Scenario, Worksheet\nstory = Scenario('tea-round')\nseen = []\n"
        "story.observe(lambda change: seen.append(change['new']), 'path')\nstory",
        "sheet = Worksheet('tea-sheet')\nsheet",
        "print('path:', story.path, 'seen:', len(seen), 'sheet:', sheet.answers)",
    )), encoding="utf-8")  # fmt: skip
    (root / "course/book/tea/counted.ipynb").write_text(json.dumps(notebook(
        "from widerwindow.widgets import Chart, Comparison, Figure\nteas = Comparison('tea-drinkers')\nteas",
        "print('answers:', teas.answers)",
        "Chart('tea-numbers')",
        "day = Figure('tea-day')\nday",
        "print('day:', day.answers)",
    )), encoding="utf-8")  # fmt: skip
    runtime = root.parent / "runtime"
    environment = os.environ | {"JUPYTER_RUNTIME_DIR": str(runtime), "JUPYTER_CONFIG_DIR": str(root.parent / "config")}
    options = ["--no-browser", "--port=0", f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True"]
    quiet = "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"
    as_root = ["--allow-root"] if os.name == "posix" and os.geteuid() == 0 else []
    with (root.parent / "log").open("wb") as log:
        command = [sys.executable, "-m", "jupyterlab", *options, quiet, *as_root]
        server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            found = about_server(runtime, server, root.parent / "log")
            yield found["url"], found["token"], root
        finally:
            server.terminate()
            server.wait(30)


def notebook(*cells: str) -> dict[str, object]:
    code = [
        {
            "cell_type": "code",
            "id": f"c{number}",
            "metadata": {},
            "source": text,
            "outputs": [],
            "execution_count": None,
        }
        for number, text in enumerate(cells)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": code, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def made(built: Path) -> Made:
    """The notebooks of one module of the real course."""
    return make_notebooks(built)


def make_notebooks(built: Path) -> Made:
    course = Course(built)
    return make(course, build.site(course), parts.of_modules(course, ["definitions"])[0])


@pytest.fixture(scope="module")
def unpacked(lab: tuple[str, str, Path], made: Made) -> Path:
    """The folder in which a student has unpacked them, in her JupyterLab."""
    folder = lab[2] / "unpacked"
    zipfile.ZipFile(BytesIO(made.content)).extractall(folder)
    return folder


@pytest.fixture(scope="module")
def tab(lasting_visit: Callable[..., BrowserContext]) -> Iterator[Page]:
    """The one tab that JupyterLab is open in: to start it takes a browser many times as long as to open a file."""
    with lasting_visit(viewport={"width": 1280, "height": 1000}).new_page() as page:
        yield page


@pytest.fixture
def open_in_lab(tab: Page, lab: tuple[str, str, Path]) -> Open:
    """Opens a file in JupyterLab, in a window of the `width` given, and runs its cells unless it `is_read` only."""
    address, token, _ = lab

    def open_file(path: str, width: int = 1280, *, is_read: bool = False) -> Page:
        tab.set_viewport_size({"width": width, "height": 1000})
        if not tab.evaluate("'jupyterapp' in globalThis"):
            tab.goto(f"{address}lab?token={token}&reset")
            tab.wait_for_function("globalThis.jupyterapp?.restored.then(() => true)", timeout=PATIENCE)
        tab.evaluate(CLOSE_ALL)
        tab.evaluate("jupyterapp.shell.collapseLeft()")  # the list of files leaves no room on a narrow screen
        factory = "Notebook" if path.endswith(".ipynb") else "Jupytext Notebook"
        run(tab, "docmanager:open", {"path": path, "factory": factory})
        tab.wait_for_function(KERNEL_IS_IDLE, timeout=PATIENCE)
        if is_read:
            return tab
        tab.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")  # what was saved with it is gone then
        tab.locator(".ww-body").first.wait_for(timeout=PATIENCE)
        return tab

    return open_file


def run(page: Page, command: str, options: dict[str, str] | None = None) -> None:
    page.evaluate(
        "([command, options]) => void jupyterapp.commands.execute(command, options)", [command, options or {}]
    )


def cell(page: Page, number: int) -> Locator:
    return page.locator(".jp-Notebook .jp-Cell").nth(number)


def run_cell(page: Page, number: int) -> str:
    """Runs one cell and returns what it prints."""
    page.evaluate("number => { jupyterapp.shell.currentWidget.content.activeCellIndex = number; }", number)
    output = cell(page, number).locator(".jp-OutputArea-output")
    run(page, "notebook:run-cell")
    expect(cell(page, number).locator(".jp-InputPrompt")).not_to_contain_text("*", timeout=PATIENCE)
    return output.inner_text()


def test_what_she_does_reaches_python(open_in_lab: Open) -> None:
    page = open_in_lab("course/book/tea/page.ipynb")
    story = cell(page, 0)
    expect(story.get_by_role("link", name="Leave this page")).to_have_attribute(
        "href", "https://www.example.org/weather"
    )
    story.get_by_role("button", name="Continue").click()
    choice = story.locator(".ww-choice").first
    choice.focus()
    page.keyboard.press("Enter")  # which JupyterLab would take as its own key, if it could
    expect(story.get_by_role("heading", name="What happened")).to_be_focused()
    cell(page, 1).get_by_label("Its colour").fill("Blue")
    said = run_cell(page, 2)
    assert "path: [['kitchen', 'ask']] seen: 1 sheet: {'colour': 'Blue'}" in said


def test_a_comparison_reaches_python_and_a_chart_is_drawn(open_in_lab: Open) -> None:
    page = open_in_lab("course/book/tea/counted.ipynb")
    teas = cell(page, 0)
    teas.get_by_label("The wide house").check()
    teas.get_by_role("group", name="Sam").get_by_label("Counted in").check()
    assert "answers: {'wide': {'sam': 'in'}}" in run_cell(page, 1)
    teas.get_by_role("button", name="Show the table").click()
    expect(teas.locator("thead th")).to_have_count(3)
    chart = cell(page, 2)
    expect(chart.get_by_role("table", name="Who had a <cup>")).to_be_visible()
    part, whole = (chart.locator(f".ww-{name}").nth(1).bounding_box() for name in ("part", "whole"))
    assert part
    assert whole
    assert 0.9 < part["width"] / whole["width"] < 0.95


def test_what_she_moves_in_a_figure_reaches_python_and_python_moves_it(open_in_lab: Open) -> None:
    page = open_in_lab("course/book/tea/counted.ipynb")
    day = cell(page, 3)
    dawn = day.get_by_role("slider", name="1. At dawn")
    dawn.focus()
    page.keyboard.press("End")  # which JupyterLab would take as its own key, if it could
    expect(dawn).to_have_attribute("aria-valuetext", "Jittery")
    assert "day: {'dawn': 100}" in run_cell(page, 4)
    expect(day.get_by_role("link", name="Leave this page")).to_be_visible()


def test_a_page_of_the_book_is_live_too(open_in_lab: Open) -> None:
    page = open_in_lab("course/book/tea/page.md")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", name="A pause")).to_be_focused()


def test_answers_are_written_into_the_cells_and_saved(open_in_lab: Open, lab: tuple[str, str, Path]) -> None:
    page = open_in_lab("student/tiny-quiz.ipynb")
    form = page.locator(".ww-quiz")
    expect(form.get_by_text("Each answer is written into this notebook")).to_be_visible()
    expect(form.get_by_label("Your learner code")).to_have_count(0)
    form.get_by_label("Ask").check()
    form.get_by_label("Milk").check()
    form.get_by_label("Tea").check()
    form.get_by_role("radio", name="Warm").first.check()
    form.get_by_role("button", name="Show the question").click()
    form.get_by_role("textbox").fill("First é.\n\nThen *wait*.")
    run(page, "docmanager:save")
    path = lab[2] / "student" / "tiny-quiz.ipynb"
    expected = {
        "best-first": 'best_first = "ask"',
        "in-the-cup": 'in_the_cup = ["tea", "milk"]',
        "how-warm": 'how_warm = {"kettle": "warm"}',
        "in-words": "First é.\n\nThen *wait*.",
    }
    for _ in range(100):
        if expected.items() <= sources(path).items():
            break
        time.sleep(0.1)
    assert expected.items() <= sources(path).items()
    # What JupyterLab saved is read for marking like a file that the page made.
    read_back = submission.answers(
        submission.read_notebook(path.read_bytes()), Course(lab[2] / "course").quiz("tiny-quiz")
    )
    assert read_back == {
        "best-first": "ask",
        "in-the-cup": ["tea", "milk"],
        "how-warm": {"kettle": "warm"},
        "in-words": "First é.\n\nThen *wait*.",
    }


def sources(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    cells = json.loads(text)["cells"] if text else []  # JupyterLab empties the file before it writes
    return {cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]) for cell in cells}


def test_answers_are_read_back_and_what_cannot_be_read_is_left_alone(
    open_in_lab: Open, lab: tuple[str, str, Path]
) -> None:
    path = lab[2] / "student" / "again" / "tiny-quiz.ipynb"
    path.parent.mkdir()
    text = (lab[2] / "course/exercises/release/tiny-quiz/tiny-quiz.ipynb").read_text(encoding="utf-8")
    book = json.loads(text)
    written = {
        "best-first": 'best_first = "pour"  # one name from the list above, in quotes: "..."',
        "in-the-cup": "in_the_cup = ['tea']",
        "in-words": "My own\nwords.",
    }
    for one in book["cells"]:
        one["source"] = written.get(one["metadata"]["nbgrader"]["grade_id"], one["source"])
    book["cells"] = [one for one in book["cells"] if one["metadata"]["nbgrader"]["grade_id"] != "how-warm"]
    form_cell = next(one for one in book["cells"] if 'Quiz("tiny-quiz")' in one["source"])
    form_cell["source"] = 'from widerwindow.widgets import Quiz\nform = Quiz("tiny-quiz")\nform'
    book["cells"].append(notebook("print('answers:', form.answers)")["cells"][0] | {"metadata": {}})  # type: ignore[index]
    path.write_text(json.dumps(book), encoding="utf-8")
    page = open_in_lab("student/again/tiny-quiz.ipynb")
    form = page.locator(".ww-quiz")
    expect(form.get_by_label("Pour")).to_be_checked()
    expect(form.get_by_role("textbox")).to_have_value("My own\nwords.")
    expect(form.get_by_text("holds something that this form cannot read")).to_have_count(1)
    expect(form.get_by_text("This notebook has no answer cell for this question")).to_have_count(1)
    assert "answers: {'best-first': 'pour', 'in-words': 'My own\\nwords.'}" in run_cell(page, len(book["cells"]) - 1)
    cup = page.evaluate("jupyterapp.shell.currentWidget.context.model.sharedModel.toJSON().cells.map((c) => c.source)")
    assert "in_the_cup = ['tea']" in cup
    form.get_by_label("Sand").check()
    expect(form.get_by_text("holds something that this form cannot read")).to_have_count(0)
    cup = page.evaluate("jupyterapp.shell.currentWidget.context.model.sharedModel.toJSON().cells.map((c) => c.source)")
    assert 'in_the_cup = ["sand"]' in cup


def test_matching_ordering_and_numbers_are_read_from_the_cells_and_written_back(
    open_in_lab: Open, lab: tuple[str, str, Path]
) -> None:
    path = lab[2] / "student" / "pouring" / "pouring.ipynb"
    path.parent.mkdir()
    book = json.loads((lab[2] / "course/exercises/release/pouring/pouring.ipynb").read_text(encoding="utf-8"))
    written = {
        "who-drinks-what": 'who_drinks_what = {"sam": "soup"}',
        "max": 'max = ["drink", "boil"]',
        "how-long": "how_long = 0  # none",
    }
    for one in book["cells"]:
        one["source"] = written.get(one["metadata"]["nbgrader"]["grade_id"], one["source"])
    path.write_text(json.dumps(book), encoding="utf-8")
    page = open_in_lab("student/pouring/pouring.ipynb")
    form = page.locator(".ww-quiz")
    expect(form.get_by_label("Sam")).to_have_value("soup")
    expect(form.get_by_label("Your answer", exact=True)).to_have_value("0")
    expect(form.get_by_text("holds something that this form cannot read")).to_have_count(1)
    form.get_by_label("Ida").select_option("black")
    first = form.get_by_role("button", name="Move down Pour")
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    form.get_by_label("Your answer", exact=True).fill("3,5")
    sources = page.evaluate(
        "jupyterapp.shell.currentWidget.context.model.sharedModel.toJSON().cells.map((c) => c.source)"
    )
    for source in (
        'who_drinks_what = {"sam": "soup", "ida": "black"}',
        'max = ["boil", "pour", "wait", "drink"]',
        "how_long = 3.5",
    ):
        assert source in sources


@pytest.mark.usefixtures("unpacked")
def test_a_students_page_has_its_note_first_and_leads_to_the_word_in_the_glossary(open_in_lab: Open) -> None:
    page = open_in_lab("unpacked/definitions/numbers.ipynb", 420, is_read=True)
    heading = page.get_by_role("heading", name="Four questions for any percentage")
    text = page.locator(TEXT)
    expect(text.get_by_text("There are no stories of harm.")).to_be_visible()
    expect(page.get_by_role("link", name="Skip this page")).to_be_visible()
    expect(heading).to_be_hidden()
    page.get_by_role("button", name="cells hidden").click()
    expect(heading).to_be_visible()
    expect(text.get_by_text("What we know: Unresolved")).to_have_count(1)
    expect(text.get_by_text("[Page, 2021]")).to_be_visible()
    expect(text.get_by_text("{cite")).to_have_count(0)
    page.get_by_role("link", name="base", exact=True).click()
    page.wait_for_function(IS_SHOWN, arg="glossary.ipynb", timeout=PATIENCE)
    expect(page.locator("dt").get_by_text("Base", exact=True)).to_be_in_viewport()


@pytest.mark.usefixtures("unpacked")
def test_a_student_walks_a_story_whose_code_is_hidden_and_follows_a_link(open_in_lab: Open) -> None:
    page = open_in_lab("unpacked/definitions/scenario-counted-out.ipynb", 420)
    story = page.locator(".ww-scenario")
    expect(page.locator(".jp-CodeCell .jp-InputArea-editor")).to_be_hidden()
    expect(page.locator(TEXT).get_by_text("Danger comes before the form.")).to_be_hidden()
    for _ in range(LONGEST):
        if story.get_by_role("heading", name="Looking back").count():
            break
        story.locator(".ww-choice, .ww-main").first.click()
    expect(story.get_by_role("heading", name="Looking back")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    page.wait_for_function(IS_SHOWN, arg="definitions/worksheet.ipynb", timeout=PATIENCE)


def test_a_student_answers_the_quiz_as_it_was_released(open_in_lab: Open, built: Path, unpacked: Path) -> None:
    course, path = Course(built), unpacked / "definitions" / "definitions.ipynb"
    page = open_in_lab("unpacked/definitions/definitions.ipynb")
    form = page.locator(".ww-quiz")
    form.get_by_role("radio").first.check()
    form.get_by_role("radio").first.scroll_into_view_if_needed()
    run(page, "docmanager:save")
    page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty", timeout=PATIENCE)
    hers = submission.read_notebook(path.read_bytes())
    assert [answer for answer in submission.answers(hers, course.quiz("definitions")).values() if answer]
    released = course.exercises / "release/definitions/definitions.ipynb"
    ours = submission.read_notebook(released.read_bytes())
    assert {name for name in hers.cells if hers.cells[name] != ours.cells[name]} == {
        course.quiz("definitions").questions[0].id
    }


def test_the_exit_leaves_at_once(open_in_lab: Open) -> None:
    page = open_in_lab("course/book/tea/page.ipynb")
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.route("https://www.example.org/*", lambda route: route.fulfill(body="Weather"))
    page.get_by_role("link", name="Leave this page").first.click()
    page.wait_for_url("https://www.example.org/weather", timeout=5000)
    assert asked == []


def test_notebooks_for_students_are_the_same_again_and_each_link_leads_somewhere(built: Path, made: Made) -> None:
    assert make_notebooks(built) == made
    packed = zipfile.ZipFile(BytesIO(made.content))
    names = set(packed.namelist())
    notebooks = {name: json.loads(packed.read(name)) for name in names if name.endswith(".ipynb")}
    cells = {name: {cell["id"] for cell in book["cells"]} for name, book in notebooks.items()}
    assert [name for name in names if "trainer" in name] == []
    assert all(len(cells[name]) == len(book["cells"]) for name, book in notebooks.items())
    for name, book in notebooks.items():
        for address, place in LINK.findall(
            "".join("".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "markdown")
        ):
            target = normpath(join(dirname(name), address))
            assert target in names, f"{name}: {address}"
            assert not place or place in cells[target], f"{name}: {address}#{place}"
