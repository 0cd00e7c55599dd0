"""`widerwindow doctor` on a classroom as it is deployed, behind nginx, but for the one fault that a test plants.

Each fault is a line in nginx's settings, so that one hub serves all tests.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import lti_platform
import pytest
from hub_behind_nginx import Classroom
from hubs import Hub
from lti_platform import Platform
from room import make_course

import ports
from widerwindow.site.doctor import look
from widerwindow.site.doctor.finding import Report, Weight

NAME = "wider-window"
DESK = f"/services/desk-{NAME}/desk"
PASSED_ON = "location / {"
COUNTER = '<script src="https://count.example.org/c.js"></script>'
TODAY = date.today()


def opened(folder: Path, platform: Platform | None) -> Iterator[Classroom]:
    """Open a classroom, whose certificate is trusted meanwhile."""
    port = ports.free(1)
    course = make_course(folder / NAME)
    hub = Hub(folder, {course: ["trainer"]}, platform, known_as=f"https://localhost:{port}")
    (folder / "nginx").mkdir()
    try:
        with pytest.MonkeyPatch.context() as patch:
            classroom = Classroom(hub, folder / "nginx", port)
            patch.setenv("SSL_CERT_FILE", str(classroom.certificate))
            yield classroom
    finally:
        hub.stop()


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """Return a classroom that people come to from a learning platform."""
    with lti_platform.opened() as platform:
        yield from opened(tmp_path_factory.mktemp("hub"), platform)


@pytest.fixture
def without_platform(tmp_path: Path) -> Iterator[Classroom]:
    """Return a classroom that people come to with an account of the machine."""
    yield from opened(tmp_path, None)


def said(report: Report) -> list[str]:
    return [finding.advice.message for finding in report.weighing(Weight.WRONG)]


def test_a_classroom_as_it_is_deployed_has_nothing_to_mend(
    classroom: Classroom, command: Callable[..., str], tmp_path: Path
) -> None:
    with classroom.behind_nginx():
        told = command(tmp_path, "doctor", classroom.place)
        assert told.startswith(f"Looked in at https://{classroom.place}/hub/login")
        assert "Nothing found that has to be mended." in told
        assert "This is a classroom, with JupyterHub" in told
        classroom.wait_for_desk(DESK)
        assert said(look(f"{classroom.place}{DESK}", TODAY)) == []


@pytest.mark.thorough
def test_one_without_a_platform_has_nothing_to_mend(without_platform: Classroom) -> None:
    with without_platform.behind_nginx():
        without_platform.wait_for_desk(DESK)
        for place in ("", "/hub/user-redirect/lab", DESK):
            assert said(look(f"{without_platform.place}{place}", TODAY)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('add_header Strict-Transport-Security "max-age=31536000" always;', "", "over https alone"),
        ("server_tokens off;", "", "tells its version"),
        (PASSED_ON, f"{PASSED_ON} proxy_hide_header Cache-Control;", "may keep the hub's pages"),
        (PASSED_ON, f"{PASSED_ON} proxy_hide_header X-Content-Type-Options;", "guess the kind"),
        (PASSED_ON, f"{PASSED_ON} proxy_hide_header Content-Security-Policy;", "login page in a frame"),
        (PASSED_ON, f"{PASSED_ON} proxy_cookie_flags _xsrf nosecure;", "`_xsrf` is not marked as Secure,"),
        (PASSED_ON, f"{PASSED_ON} proxy_cookie_flags _xsrf nosamesite;", "`_xsrf` is not marked as SameSite,"),
        (PASSED_ON, f"{PASSED_ON} proxy_cookie_flags lti13authenticator-state nohttponly;", "marked as HttpOnly,"),
        (
            PASSED_ON,
            f"{PASSED_ON} proxy_set_header Accept-Encoding ''; sub_filter '</head>' '{COUNTER}</head>';",
            "asks another host",
        ),
        (PASSED_ON, f"location = /hub/signup {{ return 200 'Sign up'; }}\n{PASSED_ON}", "make an account"),
        (PASSED_ON, f"location = /hub/health {{ return 503; }}\n{PASSED_ON}", "does not say that it is well"),
        (PASSED_ON, f"{PASSED_ON} proxy_set_header Authorization 'token KEY';", "answers everybody"),
    ],
)
def test_a_fault_is_named_and_no_other(classroom: Classroom, old: str, new: str, words: str) -> None:
    with classroom.behind_nginx(old, new.replace("KEY", classroom.key())):
        [message] = said(look(classroom.place, TODAY))
    assert words in message


def test_a_classroom_without_tls(classroom: Classroom) -> None:
    with classroom.behind_nginx(tls=False):
        [message] = said(look(f"http://{classroom.place}/hub/login", TODAY))
    assert "sent without TLS" in message
