"""What every page of the desk shares: what it may load, its frame, and plain words where something fails."""

from collections.abc import Sequence
from functools import cache, cached_property
from http import HTTPStatus
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from sqlalchemy.exc import DatabaseError
from tornado import web
from typing_extensions import override

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.questions.parts import in_brief
from widerwindow.desk.frame import assets
from widerwindow.desk.frame.addresses import bare, cohort_in, led_back, led_to
from widerwindow.desk.frame.practice import next_step
from widerwindow.desk.frame.way_back import way_back
from widerwindow.frontend.templates import templates
from widerwindow.grading.giving_back.page import policy_of
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.kept import KeptGradebook
from widerwindow.grading.keeping.trouble import Trouble, in_words
from widerwindow.grading.storage import opened_from
from widerwindow.messages import LANGUAGE, Messages, listed

_say = Messages(__package__)

HERE = "/desk/here"
"""Where a desk says that it is here. To be asked for that keeps it open no longer."""

_ASSETS = "/desk/assets"
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_BARE: dict[str, object] = {
    "at": "",
    "xsrf": "",
    "closes": False,
    "cohort": None,
    "has_cohorts": False,
    "is_over": False,
    "up": None,
    "practice": None,
}
"""What the frame says on a page that is about no cohort."""


class DeskPage(JupyterHandler):
    """A page of the desk, whose words are the `messages` of its own folder. What fails, the frame tells."""

    messages: ClassVar[Messages]

    @cached_property
    def course(self) -> Course:
        """The course on the desk, with the cohort that the page's address names. Raises ContentError if it is gone."""
        opened: Course = self.settings["widerwindow_course"]
        return opened.of_cohort(cohort_in(self.path_here))

    @property
    def base(self) -> str:
        """What all addresses of the desk begin with."""
        return str(self.base_url).rstrip("/")

    @property
    def path_here(self) -> str:
        """The address of the page, without its base."""
        return self.request.path.removeprefix(self.base)

    def led(self, address: str) -> str:
        """Return an address of the desk as a browser asks for it, for the same cohort."""
        return led_to(address, cohort_in(self.path_here), self.base)

    @property
    def proof(self) -> str:
        """What a form sends back: that it comes from the desk's own page, and of which cohort that was."""
        return f"{self.xsrf_token.decode()}@{self.course.cohort or ''}"

    @override
    def check_xsrf_cookie(self) -> None:
        token, at, cohort = self.get_body_argument("_xsrf", "").partition("@")
        if at:
            self.request.arguments["_xsrf"] = [token.encode()]
        super().check_xsrf_cookie()
        if at and cohort != (cohort_in(self.path_here) or ""):
            raise Trouble(_say("other_cohort"))

    @property
    def closes(self) -> bool:
        """Whether who uses the desk closes it: nobody does where others use it too."""
        return "widerwindow_close" in self.settings

    @property
    def gradebook(self) -> KeptGradebook:
        """The gradebook of the cohort."""
        return self.gradebook_of(self.course)

    def gradebook_of(self, course: Course) -> KeptGradebook:
        """Return the gradebook of any cohort, kept for as long as the desk is open."""
        kept: dict[str | None, KeptGradebook] = self.settings.setdefault("widerwindow_gradebooks", {})
        return kept.setdefault(course.cohort, KeptGradebook(course))

    @override
    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Cache-Control", "no-store")
        # With "no-referrer", as formgrader's pages have it, a browser does not say where a form comes from either.
        self.set_header("Referrer-Policy", "same-origin")

    @override
    def redirect(self, url: str, permanent: bool = False, status: int | None = None) -> None:
        """Lead to another page of the desk, for the same cohort."""
        super().redirect(self.led(url), permanent, status)

    def show(self, template: str, **values: object) -> None:
        """Answer with a `template` of the desk, named by its path there and filled with `values`."""
        about = {
            "closes": self.closes,
            "has_gradebook": self.course.cohort == self.settings["widerwindow_course"].cohort
            and connection.has_gradebook(self.course),
            "xsrf": self.proof,
            "at": bare(self.path_here),
            "up": way_back(bare(self.path_here)),
            "cohort": self.course.cohort,
            "has_cohorts": len(self.course.classrooms()) > 1,
            "is_over": opened_from(self.course) is not None,
            "practice": next_step(self.course, self.gradebook),
        }
        page = _environment().get_template(template)
        html = page.render(say=self.messages.html, words=self.messages.all(), **about, **values)
        self.finish(led_back(html, self.course.cohort, self.base))

    def finish_with_way_back(self, page: bytes) -> None:
        """Answer with a page that is a file of its own, and say on it where it leads back to."""
        way = _environment().get_template("frame/way_back.html.j2").render(up=way_back(bare(self.path_here)))
        html = page.decode().replace("<main>", f"<main>\n{led_back(way, self.course.cohort, self.base)}", 1)
        self.finish(html)

    @override
    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None))[1]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = _environment().get_template("frame/wrong.html.j2")
        reasons = told(error) or [_said(status_code)]
        try:
            cohort = self.course.cohort
        except ContentError:  # it is gone, and so has nowhere to lead back to
            cohort = None
        is_known = status_code != HTTPStatus.FORBIDDEN
        about = _BARE | {"xsrf": self.xsrf_token.decode(), "closes": self.closes and is_known}
        about |= {"cohort": cohort, "has_cohorts": cohort is not None}
        about["up"] = way_back(bare(self.path_here)) if cohort == cohort_in(self.path_here) else None
        self.finish(led_back(page.render(reasons=reasons, **about), cohort, self.base))


def _said(status: int) -> str:
    """Return what is said where the status alone tells what is wrong."""
    if status == HTTPStatus.NOT_FOUND:
        return _say("gone")
    return _say("unknown") if status == HTTPStatus.FORBIDDEN else _say("wrong")


def told(error: BaseException | None) -> list[str]:
    """Return what a trainer is told of `error`; nothing where it is a fault of ours."""
    match error:
        case ContentError(__cause__=DatabaseError()) | OSError() | DatabaseError():
            try:
                with in_words():
                    raise error
            except Trouble as trouble:
                return [str(trouble)]
            except ContentError as unknown:
                return [f"{problem.message} {problem.hint}" for problem in unknown.problems]
            except DatabaseError:
                return []
        case ContentError():
            return [f"{problem.message} {problem.hint}" for problem in error.problems]
        case Trouble():
            return [str(error)]
    return []


class _Asset(DeskPage):
    """A style sheet or a script of the desk, by the path of its file there. Nobody's work is in it: it asks no name.

    Behind a hub, a cookie alone brings no module.
    """

    @allow_unauthenticated
    def get(self, mark: str, name: str) -> None:
        file = assets.DESK / name
        kind = assets.TYPES.get(file.suffix)
        if kind is None or not file.is_file():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        if mark == assets.mark():  # a page of another version may still ask for its own
            self.set_header("Cache-Control", assets.KEPT)
        self.finish(assets.text(file))


class Closing(DeskPage):
    """Ends the desk. Its last page holds its style in itself: nothing else is here any more when a browser asks."""

    def show_closed(self, doing: Sequence[str] = ()) -> None:
        """Say that the desk is closed, or closes once it is done with what it is `doing`."""
        style = assets.text(assets.DESK / "frame" / "desk.css")
        self.set_header(
            "Content-Security-Policy", "; ".join([policy_of(style), "base-uri 'none'", "frame-ancestors 'none'"])
        )
        page = _environment().get_template("frame/closed.html.j2")
        self.finish(page.render(style=Markup(style), doing=doing, **_BARE))


class _Here(DeskPage):
    """Says that a desk is here, to a page and to whoever opens a second one."""

    @web.authenticated
    def get(self) -> None:
        self.finish("desk")


class _Nothing(DeskPage):
    """Answers where the desk has no page."""

    @web.authenticated
    def get(self) -> None:
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


@cache
def _environment() -> Environment:
    made = templates(
        FileSystemLoader(assets.DESK), frame=_say.html, language=LANGUAGE, assets=f"{_ASSETS}/{assets.mark()}"
    )
    made.filters |= {"in_brief": in_brief, "listed": listed}
    return made


FRAME = [
    (rf"{_ASSETS}/(\w+)/([\w/]+\.\w+)", _Asset),
    (HERE, _Here),
    (r"/desk/.*", _Nothing),
]
"""The addresses of styles and scripts, of what says that a desk is here, and of what is on no other list."""
