"""A classroom for many, as it is deployed: people come from a learning platform, and a quiz goes all the way round."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http import HTTPStatus
from pathlib import Path

import httpx
import lti_platform
import postgres
import psycopg
import pytest
from hubs import Hub, Visitor, code, form_of, until, way_in
from lti_platform import Platform
from playwright.sync_api import BrowserContext, expect
from postgres import Server
from room import QUIZ, hand_in, make_course
from test_on_a_server import served_by

from widerwindow.content.course import Course
from widerwindow.grading.gradebook.marks import marks

NAME, OTHER = "wider-window", "fire-safety"
SPRING = f"{NAME}-spring"
DESK = f"/services/desk-{NAME}/desk"
OTHER_DESK = f"/services/desk-{OTHER}/desk"
LAB = "/hub/user-redirect/lab"
OTHER_LAB = f"{LAB}?course={OTHER}"
STRANGER = "kq7wd3xz9vbc"
Visit = Callable[[str, str], Visitor]
HONEST = {"dark-clouds": "rain", "max": ["hat"], "in-which-season": {"frost": "winter"}, "a-letter": "My plan."}


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with lti_platform.opened() as platform:
        yield platform


@pytest.fixture(scope="module")
def database() -> Iterator[Server]:
    with postgres.opened() as server:
        yield server


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, platform: Platform, database: Server) -> Iterator[Hub]:
    """Return a hub with two courses, whose quizzes have the same name."""
    folder = tmp_path_factory.mktemp("hub")
    course, other = (
        served_by(make_course(folder / name), postgres.empty(database.address, name)) for name in (NAME, OTHER)
    )
    settings = other.exercises / "nbgrader_config.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace(f'"{NAME}"', f'"{OTHER}"'), encoding="utf-8")
    hub = Hub(folder, {course: ["trainer"], other: ["ida"]}, platform, database.address, servers=3)
    try:
        yield hub
    finally:
        hub.stop()


@pytest.fixture(autouse=True)
def _tells_where_accounts_are_one(hub: Hub, record_property: Callable[[str, object], None]) -> None:
    if not hub.has_accounts:
        said = "All worked under one account, as no others may be made here. What accounts keep apart was not seen."
        record_property("not_seen", said)


@pytest.fixture
def visit(hub: Hub) -> Iterator[Visit]:
    """Lets somebody come to a place of the hub, with a browser of her own."""
    with ExitStack() as visits:
        yield lambda person, to: visits.enter_context(closing(Visitor(hub, person, to)))


def press(trainer: Visitor, what: str, desk: str = DESK) -> None:
    """Press a button at the desk, and wait until it is done."""
    page = send(trainer, desk, f"doing/{QUIZ}", {"what": what})
    until(lambda: 'id="step"' not in trainer.browser.get(str(page.url)).text)


def send(trainer: Visitor, desk: str, where: str, form: dict[str, str]) -> httpx.Response:
    """Send a form of the desk, and return the page that it leads to."""
    proof = re.findall(r'name="_xsrf" value="([^"]+)"', trainer.browser.get(f"{desk}/cohorts").text)[0]
    page = trainer.browser.post(f"{desk}/{where}", data={"_xsrf": proof} | form)
    assert page.status_code == HTTPStatus.OK, page.text
    return page


def listed(learner: Visitor, course: str) -> list[tuple[str, str]]:
    """Return the quizzes of a course, and how far each is, as her list shows them."""
    found = learner.asks(f"assignments?course_id={course}").json()["value"]
    return [(each["course_id"], each["status"]) for each in found]


def works(learner: Visitor, answers: dict[str, object], course: str = NAME) -> None:
    """Fetch the quiz and save the notebook with answers, as JupyterLab does."""
    until(lambda: (course, "released") in listed(learner, course))
    fetched = learner.does("POST", "assignments/fetch", of_quiz(course))
    assert fetched.json()["success"], fetched.text
    place = f"api/contents/{course}/{QUIZ}/{QUIZ}.ipynb"
    notebook = learner.asks(place).json()["content"]
    saved = learner.does("PUT", place, {"type": "notebook", "content": hand_in(notebook, answers)})
    assert saved.status_code == HTTPStatus.OK, saved.text


def submits(learner: Visitor, course: str = NAME) -> None:
    sent = learner.does("POST", "assignments/submit", of_quiz(course))
    assert sent.json()["success"], sent.text


def of_quiz(course: str) -> dict[str, str]:
    return {"course_id": course, "assignment_id": QUIZ}


def arrived(course: Course, *people: str) -> None:
    """Wait until the hand-ins of some people are at their course."""
    for person in people:
        until((course.classroom / "submitted" / code(person) / QUIZ / "submission_secret.txt").is_file)


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


def courses_are_apart(hub: Hub, visit: Visit, ann: Visitor, cal: Visitor) -> None:
    """See that nobody learns or marks in a course whose link she has not, in whatever way she tries."""
    for trainer, desk in (("trainer", OTHER_DESK), ("ida", DESK), ("cal", OTHER_DESK)):
        assert visit(trainer, desk).arrived.status_code == HTTPStatus.FORBIDDEN, trainer
    where, form = form_of(ann.browser.get(way_in(hub, "ann", LAB, altered=OTHER_LAB)).text)
    assert ann.browser.post(where, data=form).is_success
    for person, learner, course in (("ann", ann, OTHER), ("cal", cal, NAME)):
        assert listed(learner, course) == []
        learner.does("POST", "assignments/fetch", of_quiz(course))
        assert not (hub.home(person) / course).exists()
    assert {each for each, _ in listed(cal, "")} == {OTHER}
    handed_out = hub.folder / "kept" / "exchange" / OTHER
    assert handed_out.stat().st_mode & 0o007 == 0
    laid = handed_out / "inbound" / f"{code('ann')}+{QUIZ}+2026-11-20 10:00:00.000000 UTC"
    laid.mkdir()
    until(lambda: f"{laid.name} in the exchange is left there: its learner is not in this course" in hub.said())
    assert not (hub.folder / "kept" / "members" / code("ida")).exists()
    nowhere = visit("ann", f"{LAB}?course=fire").arrived
    assert nowhere.status_code == HTTPStatus.BAD_REQUEST
    assert "This link leads to a course that is not here: fire." in nowhere.text


def what_is_hers_is_closed_to_others(hub: Hub) -> None:
    """See that her account can read her own things and what her course hands out, and a desk its own course alone."""
    course, other = hub.courses
    kept = hub.folder / "kept"
    shown, not_shown = (kept / "exchange" / name / "outbound" for name in (NAME, OTHER))
    ann = hub.server("ann")
    assert ann.reads(hub.home("ann") / NAME / QUIZ / f"{QUIZ}.ipynb")
    assert ann.reads(shown)
    lists = kept / "members", kept / "learners", shown.parent / "inbound"
    closed = hub.home("bea"), not_shown, *lists, course.exercises, kept / "hub" / "salt"
    assert [each for each in closed if ann.reads(each)] == []
    assert not ann.does("touch", kept / "members" / code("ann") / OTHER)
    assert not ann.does("mv", shown.parent, kept / "exchange" / "gone")
    assert all(each.stat().st_mode & 0o077 == 0 for each in (kept / "hub").glob("*_*"))
    assert not hub.server("cal").reads(shown)
    assert (course.exercises / "ran").read_text() == ""
    desk = hub.desk(other)
    assert desk.account == hub.account(other)
    assert desk.reads(other.exercises)
    assert not desk.reads(course.exercises)


def no_hand_in_counts_under_another_s_name(hub: Hub) -> None:
    laid = hub.folder / "kept" / "exchange" / NAME / "inbound" / f"{code('ann')}+{QUIZ}+2026-11-20 10:00:00.000000 UTC"
    bea = hub.server("bea")
    assert bea.does("mkdir", laid)
    assert bea.does("touch", laid / f"{QUIZ}.ipynb")
    assert not hub.server("ann").does("mv", laid, laid.with_name("gone"))
    until(lambda: f"{laid.name} in the exchange is left there: it belongs to another account" in hub.said())


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


def who_comes_when_all_servers_are_taken_gets_none(hub: Hub, visit: Visit) -> None:
    """See that it does not grow until the machine is full, and is open at no door but the one that people come by."""
    assert visit("dee", LAB).browser.get("/hub/spawn").status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert not hub.has_server("dee")
    assert hub.doors() == {"127.0.0.1"}


def is_idle_and_lays_settings(hub: Hub, database: Server, person: str) -> None:
    """Have the hub have last seen somebody an hour ago, and lay settings for her next server into her own folder."""
    with psycopg.connect(database.address.replace("+psycopg", "")) as kept:
        kept.execute(
            "update spawners set last_activity = last_activity - interval '61 minutes'"
            " where user_id = (select id from users where name = %s)",
            [code(person)],
        )
    own = hub.home(person) / ".jupyter"
    own.mkdir(exist_ok=True)
    os.chown(own, own.parent.stat().st_uid, -1)
    (own / "jupyter_server_config.py").write_text(f"open({str(_read(hub, person))!r}, 'w').close()")


def _read(hub: Hub, person: str) -> Path:
    return hub.home(person) / "it was read"


def an_idle_server_is_ended_and_her_work_stays(hub: Hub, bea: Visitor) -> None:
    """See that others go on meanwhile, and that her next server, in the place of it, goes by no settings of hers."""
    until(lambda: not hub.has_server("bea"))
    until(lambda: 'id="stop"' not in bea.browser.get("/hub/home").text)  # the hub knows it a moment later
    assert hub.has_server("ann")
    bea.start_server()
    assert "My plan." in bea.asks(f"api/contents/{NAME}/{QUIZ}/{QUIZ}.ipynb").text
    assert not _read(hub, "bea").exists()


@pytest.mark.thorough
def test_a_quiz_goes_round_through_real_servers_and_a_hub_and_a_database_that_are_killed(
    hub: Hub, platform: Platform, database: Server, visit: Visit, new_visit: Callable[..., BrowserContext]
) -> None:
    """It is one test, as to start all of it takes long, and workers that share the tests would each start it."""
    course, other = hub.courses
    trainer, ida = visit("trainer", DESK), visit("ida", OTHER_DESK)
    ann, bea, cal = visit("ann", LAB), visit("bea", LAB), visit("cal", OTHER_LAB)
    for person, desk in ((trainer, DESK), (ida, OTHER_DESK)):
        assert person.arrived.status_code == HTTPStatus.OK
        press(person, "release", desk)
    for learner in (cal, ann, bea):  # not by their codes, as the accounts are made when the hub has forgotten them
        learner.start_server()
    run = hub.folder / "kept" / "exchange" / "it was run"  # where every account may write
    works(cal, HONEST, OTHER)
    database.kill()
    submits(cal, OTHER)
    database.start()
    until(lambda: visit("ann", LAB).arrived.is_success)  # who signs in first may be told to try once more
    works(ann, HONEST)
    only_trainers_get_to_the_desk(visit)
    courses_are_apart(hub, visit, ann, cal)
    a_code_stands_for_a_name(hub, platform, visit)
    works(bea, HONEST | {"dark-clouds": Code(f"__import__('pathlib').Path({str(run)!r}).touch()")})
    submits(bea)
    if hub.has_accounts:
        what_is_hers_is_closed_to_others(hub)
        no_hand_in_counts_under_another_s_name(hub)
    who_comes_when_all_servers_are_taken_gets_none(hub, visit)
    hub.kill()
    hub.courses[other] = ["eva"]  # in place of ida
    is_idle_and_lays_settings(hub, database, "bea")
    hub.start()
    submits(ann)
    assert hub.carriers() == len(hub.courses)
    an_idle_server_is_ended_and_her_work_stays(hub, bea)

    arrived(course, "ann", "bea")
    arrived(other, "cal")
    assert ida.browser.get(OTHER_DESK).status_code == HTTPStatus.FORBIDDEN
    for person, desk in ((trainer, DESK), (visit("eva", OTHER_DESK), OTHER_DESK)):
        press(person, "autograde", desk)
    if hub.has_accounts:  # whoever comes first now gets no number of somebody who was there before
        assert all(hub.desk(course).does("id", code(person)) for person in ("ann", "bea", "cal"))
    marked = {each.learner: each for each in marks(course, course.quiz(QUIZ))}
    assert set(marked) == {code("ann"), code("bea")}
    assert [each.learner for each in marks(other, other.quiz(QUIZ))] == [code("cal")]
    assert marked[code("ann")].waits == 1
    assert not run.exists()
    assert STRANGER not in hub.said()

    _mark_in_a_browser(new_visit, way_in(hub, "trainer", f"{DESK}/marking/{QUIZ}/a-letter"))
    press(trainer, "feedback")
    page = (course.classroom / "feedback" / code("ann") / QUIZ / f"{QUIZ}.html").read_bytes()
    until(lambda: feedback_of(ann, hub.home("ann")))
    assert feedback_of(ann, hub.home("ann")) == [page]
    a_cohort_begins(hub, database, trainer, course)
    learns_in_both(hub, visit("cal", f"{LAB}?course={SPRING}"), course)
    what_is_left_is_its_owner_s(hub)


class Code:
    """What stands in an answer as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def feedback_of(learner: Visitor, home: Path) -> list[bytes]:
    """Let her fetch her feedback, and return the pages of it that she has."""
    learner.does("POST", "assignments/fetch_feedback", of_quiz(NAME))
    return [each.read_bytes() for each in home.glob(f"{NAME}/{QUIZ}/feedback/*/{QUIZ}.html")]


def _mark_in_a_browser(new_visit: Callable[..., BrowserContext], address: str) -> None:
    """Mark an answer as a trainer does, whose browser says of each request who asks."""
    page = new_visit().new_page()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for group in page.locator("form.mark fieldset").all():
        group.get_by_role("radio").last.check()
    expect(page.locator("form.mark [role=status]")).to_have_text("Saved")


def a_cohort_begins(hub: Hub, database: Server, trainer: Visitor, course: Course) -> None:
    """Start a cohort on the desk while the classroom is open, with a database of its own, and release its quiz.

    A learner who has guessed its name has made the folder of it meanwhile, where nothing is put as long as it is hers.
    """
    laid = hub.folder / "kept" / "exchange" / SPRING
    if hub.has_accounts:
        assert hub.server("ann").does("mkdir", "--mode=777", laid)
    book = {"spring": postgres.empty(database.address, "spring")}
    with (course.exercises / "nbgrader_config.py").open("a") as settings:
        settings.write(f"c.WiderWindow.gradebooks = {book}\n")
    send(trainer, DESK, "cohorts/start", {"name": "Spring"})
    press(trainer, "release", f"{DESK}/of/spring")
    if hub.has_accounts:
        until(lambda: f"{laid} in the exchange is left there: it is a link, or somebody else made it" in hub.said())


def what_is_left_is_its_owner_s(hub: Hub) -> None:
    """See that a course's files are its account's, and that a hub that is ended ends nobody's work."""
    for each in hub.courses:
        assert {file.stat().st_uid for file in each.classroom.rglob("*")} == {hub.account(each)}
    hub.end()
    assert all(map(hub.has_server, ("ann", "bea", "cal")))


def learns_in_both(hub: Hub, cal: Visitor, course: Course) -> None:
    """See that the link of a cohort leads to it and to her first course, with a server that is started anew for that.

    It is under the account that she had before the hub forgot it, which what she saved belongs to.
    """
    cal.start_server()
    works(cal, HONEST, SPRING)
    submits(cal, SPRING)
    arrived(course.of_cohort("spring"), "cal")
    assert {each for each, _ in listed(cal, "")} == {OTHER, SPRING}
    if hub.has_accounts:
        exchange, server = hub.folder / "kept" / "exchange", hub.server("cal")
        assert server.reads(hub.home("cal") / OTHER / QUIZ / f"{QUIZ}.ipynb")
        assert all(server.reads(exchange / each / "outbound") for each in (SPRING, OTHER))
        assert not any(server.reads(each) for each in (hub.home("ann"), exchange / NAME / "outbound"))
        assert not hub.server("ann").reads(exchange / NAME / "feedback")
