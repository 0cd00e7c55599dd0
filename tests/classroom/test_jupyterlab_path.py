"""A quiz set, done and given back in JupyterLab alone, with nbgrader's own exchange and assignment list."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger import Stock, by_hand
from playwright.sync_api import Browser, Page, expect
from room import QUIZ

from jupyter_started import about_server
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde

PATIENCE = 60_000  # a kernel may start slowly where other tests run beside it
STUDENT = "L7"
TYPED = "I look at the sky.\n\nThen I pack <b>tea</b>."
KERNEL_IS_IDLE = """() => {
  const panel = globalThis.jupyterapp?.shell.currentWidget;
  return panel?.context?.isReady && panel.sessionContext.session?.kernel?.status === "idle";
}"""


@pytest.fixture
def exchange(tmp_path: Path) -> Path:
    """Return the folder that trainer and students share; the trainer's nbgrader is set to it."""
    folder = tmp_path / "exchange"
    folder.mkdir()
    folder.chmod(0o777)
    (tmp_path / "nbgrader_config.py").write_text(f"c.Exchange.root = {str(folder)!r}\n")
    return folder


@pytest.fixture
def students_home(exchange: Path, tmp_path: Path) -> Path:
    """Return the home of a student: her nbgrader is set to the same exchange, and she has nothing of the course."""
    home = tmp_path / "home"
    (home / "settings").mkdir(parents=True)
    settings = f"c.Exchange.root = {str(exchange)!r}\nc.CourseDirectory.student_id = {STUDENT!r}\n"
    (home / "settings" / "nbgrader_config.py").write_text(settings)
    return home


@pytest.fixture
def lab(students_home: Path) -> Iterator[str]:
    """Start the student's JupyterLab in her home, and return its address."""
    settings = students_home / "settings"
    home = {"HOME": students_home, "JUPYTER_CONFIG_DIR": settings, "JUPYTER_RUNTIME_DIR": settings / "runtime"}
    options = ["--no-browser", "--allow-root", "--port=0", "--IdentityProvider.token=t"]
    options += ["--LabApp.expose_app_in_browser=True", "--LabApp.news_url=None"]
    quiet = "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"
    log = settings / "log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options, quiet],
            cwd=students_home,
            env=os.environ | {name: str(path) for name, path in home.items()},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"{about_server(settings / 'runtime', server, log)['url']}lab?token=t"
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture
def page(browser: Browser, lab: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.goto(lab)
    page.wait_for_function("globalThis.jupyterapp?.restored.then(() => true)", timeout=PATIENCE)
    yield page
    context.close()


def _command(page: Page, name: str, options: dict[str, str] | None = None) -> None:
    page.evaluate("([name, options]) => void jupyterapp.commands.execute(name, options)", [name, options or {}])


def _answer_in_the_form(page: Page) -> None:
    _command(page, "docmanager:open", {"path": f"{QUIZ}/{QUIZ}.ipynb", "factory": "Notebook"})
    page.wait_for_function(KERNEL_IS_IDLE, timeout=PATIENCE)
    _command(page, "notebook:run-all-cells")
    form = page.locator(".ww-quiz")
    form.get_by_label("Rain may come.").check(timeout=PATIENCE)
    form.get_by_role("button", name="Show the question").click()
    form.get_by_label("A coat").check()
    form.get_by_role("textbox").fill(TYPED)
    page.wait_for_function("jupyterapp.shell.currentWidget.context.model.dirty")
    page.evaluate("jupyterapp.shell.currentWidget.context.save()")


def test_a_quiz_goes_through_the_exchange_and_comes_back_with_its_feedback(
    course: Course, stock: Stock, students_home: Path, page: Page
) -> None:
    stock(course, "release_assignment", QUIZ)
    _command(page, "nbgrader:open-assignment-list")
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_role("button", name="Submit")).to_be_visible(timeout=PATIENCE)
    _answer_in_the_form(page)
    _command(page, "nbgrader:open-assignment-list")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#submitted_assignments_list .list_item")).not_to_have_count(0, timeout=PATIENCE)

    stock(course, "collect", QUIZ)
    (marked,) = autograde(course, QUIZ)
    assert (marked.learner, marked.points, marked.waits) == (STUDENT, 1 + 1, ("a-letter",))
    by_hand(course, STUDENT, "a-letter", points=4, comment="Thank you.")
    (given,) = feedback(course, QUIZ)
    assert given.page
    stock(course, "release_feedback", QUIZ)

    page.locator("#refresh_assignments_list").click()
    with page.expect_response(lambda response: "/assignments/fetch_feedback" in response.url):
        page.get_by_role("button", name="Fetch Feedback").click()
    (fetched,) = (students_home / QUIZ / "feedback").glob(f"*/{QUIZ}.html")
    assert fetched.read_bytes() == given.page.read_bytes()
    assert "4 of 6 points" in fetched.read_text()
    assert "Then I pack &lt;b&gt;tea&lt;/b&gt;." in fetched.read_text()
