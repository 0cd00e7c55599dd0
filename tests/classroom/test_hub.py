"""A classroom for many, as it is deployed: people come from a learning platform, and a quiz goes all the way round."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http import HTTPStatus
from pathlib import Path

import httpx
import lti_platform
import postgres
import pytest
from hubs import Hub, Visitor, code, form_of, until, way_in
from lti_platform import Platform
from playwright.sync_api import BrowserContext, expect
from room import QUIZ, hand_in, make_course

from widerwindow.grading.gradebook.marks import marks

NAME = "wider-window"
DESK = f"/services/desk-{NAME}/desk"
LAB = "/hub/user-redirect/lab"
LIST = f"assignments?course_id={NAME}"
OF_QUIZ = {"course_id": NAME, "assignment_id": QUIZ}
STRANGER = "kq7wd3xz9vbc"
NOTEBOOK = f"api/contents/{NAME}/{QUIZ}/{QUIZ}.ipynb"
Visit = Callable[[str, str], Visitor]
HONEST = {"dark-clouds": "rain", "max": ["hat"], "in-which-season": {"frost": "winter"}, "a-letter": "My plan."}


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with lti_platform.opened() as platform:
        yield platform


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, platform: Platform) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("hub")
    with postgres.started() as database:
        hub = Hub(folder, make_course(folder / "course"), platform, database, [code("trainer")])
        try:
            yield hub
        finally:
            hub.stop()


@pytest.fixture
def visit(hub: Hub) -> Iterator[Visit]:
    """Lets somebody come to a place of the hub, with a browser of her own."""
    with ExitStack() as visits:
        yield lambda person, to: visits.enter_context(closing(Visitor(hub, person, to)))


def press(trainer: Visitor, what: str) -> None:
    """Press a button at the desk, and wait until it is done."""
    proof = re.findall(r'name="_xsrf" value="([^"]+)"', trainer.browser.get(f"{DESK}/cohorts").text)[0]
    page = trainer.browser.post(f"{DESK}/doing/{QUIZ}", data={"_xsrf": proof, "what": what})
    assert page.status_code == HTTPStatus.OK, page.text
    until(lambda: 'id="step"' not in trainer.browser.get(str(page.url)).text)


def works(learner: Visitor, answers: dict[str, object]) -> None:
    """Fetch the quiz and save the notebook with answers, as JupyterLab does."""
    until(lambda: "released" in [each["status"] for each in learner.asks(LIST).json()["value"]])
    fetched = learner.does("POST", "assignments/fetch", OF_QUIZ)
    assert fetched.json()["success"], fetched.text
    notebook = learner.asks(NOTEBOOK).json()["content"]
    saved = learner.does("PUT", NOTEBOOK, {"type": "notebook", "content": hand_in(notebook, answers)})
    assert saved.status_code == HTTPStatus.OK, saved.text


def submits(learner: Visitor) -> None:
    sent = learner.does("POST", "assignments/submit", OF_QUIZ)
    assert sent.json()["success"], sent.text


def only_trainers_get_to_the_desk(visit: Visit) -> None:
    """See that a learner is turned away there, and that nothing on any server runs what was handed in."""
    ann, trainer = visit("ann", DESK), visit("trainer", DESK)
    assert ann.arrived.status_code == HTTPStatus.FORBIDDEN
    assert QUIZ not in ann.arrived.text
    for place in ("formgrader", "api/kernels", "api/contents", "api/terminals", "lab"):
        there = trainer.browser.get(f"/services/desk-{NAME}/{place}")
        assert there.status_code == HTTPStatus.NOT_FOUND, place
    assert trainer.browser.get(f"{DESK}/learners/{STRANGER}").status_code == HTTPStatus.NOT_FOUND
    ann.start_server()
    for place in ("formgrader", "formgraders", "api/terminals"):
        assert ann.asks(place).status_code == HTTPStatus.NOT_FOUND, place


def a_code_stands_for_a_name(hub: Hub, platform: Platform, visit: Visit) -> None:
    """See that a learner is known by her code alone, and that nobody is let in by a strange key."""
    ann = visit("ann", "/hub/home")
    assert code("ann") in ann.arrived.text
    assert "Ann Example" not in ann.arrived.text
    assert ">ann<" not in ann.arrived.text
    with httpx.Client(timeout=60, trust_env=False) as stranger:
        sent = stranger.get(way_in(hub, "trainer", DESK))
        forged = Platform(platform.address).login(dict(httpx.URL(sent.headers["Location"]).params))
        where, form = form_of(forged.decode())
        assert stranger.post(where, data=form).status_code == HTTPStatus.BAD_REQUEST


def test_a_quiz_goes_round_through_real_servers_and_a_hub_that_is_killed(
    hub: Hub, platform: Platform, visit: Visit, new_visit: Callable[..., BrowserContext]
) -> None:
    """It is one test, as to start all of it takes long, and workers that share the tests would each start it."""
    trainer, ann, bea = visit("trainer", DESK), visit("ann", LAB), visit("bea", LAB)
    assert trainer.arrived.status_code == HTTPStatus.OK
    press(trainer, "release")
    for learner in (ann, bea):
        learner.start_server()
    run = hub.folder / "it was run"
    works(ann, HONEST)
    only_trainers_get_to_the_desk(visit)
    a_code_stands_for_a_name(hub, platform, visit)
    works(bea, HONEST | {"dark-clouds": Code(f"__import__('pathlib').Path({str(run)!r}).touch()")})
    submits(bea)
    hub.kill()
    hub.start()
    submits(ann)

    course = hub.course
    for person in ("ann", "bea"):
        until((course.classroom / "submitted" / code(person) / QUIZ / "submission_secret.txt").is_file)
    press(trainer, "autograde")
    marked = {each.learner: each for each in marks(course, course.quiz(QUIZ))}
    assert set(marked) == {code("ann"), code("bea")}
    assert marked[code("ann")].waits == 1
    assert not run.exists()
    assert STRANGER not in hub.said()

    _mark_in_a_browser(new_visit, way_in(hub, "trainer", f"{DESK}/marking/{QUIZ}/a-letter"))
    press(trainer, "feedback")
    page = (course.classroom / "feedback" / code("ann") / QUIZ / f"{QUIZ}.html").read_bytes()
    until(lambda: _fetched(ann, hub.home("ann")))
    assert _fetched(ann, hub.home("ann")) == [page]


class Code:
    """What stands in an answer as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _fetched(learner: Visitor, home: Path) -> list[bytes]:
    learner.does("POST", "assignments/fetch_feedback", OF_QUIZ)
    return [each.read_bytes() for each in home.glob(f"{NAME}/{QUIZ}/feedback/*/{QUIZ}.html")]


def _mark_in_a_browser(new_visit: Callable[..., BrowserContext], address: str) -> None:
    """Mark an answer as a trainer does, whose browser says of each request who asks."""
    page = new_visit().new_page()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for group in page.locator("form.mark fieldset").all():
        group.get_by_role("radio").last.check()
    expect(page.locator("form.mark [role=status]")).to_have_text("Saved")
