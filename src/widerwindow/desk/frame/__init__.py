"""What every page of the desk shares: what it may load, its frame, and plain words where something fails."""

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from typing_extensions import override

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.frontend.palette import with_palette
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping.trouble import Trouble, in_words
from widerwindow.messages import LANGUAGE, Messages

_say = Messages(__package__)

_DESK = Path(__file__).parents[1]
_POLICY = "; ".join(
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
_TYPES = {".css": "text/css", ".js": "text/javascript"}


class DeskPage(JupyterHandler):
    """A page of the desk, whose words are the `messages` of its own folder. What fails, the frame tells."""

    messages: ClassVar[Messages]

    @property
    def course(self) -> Course:
        """The course on the desk."""
        return Course(self.settings["widerwindow_course"])

    @override
    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Cache-Control", "no-store")
        # With "no-referrer", as formgrader's pages have it, a browser does not say where a form comes from either.
        self.set_header("Referrer-Policy", "same-origin")

    def show(self, template: str, **values: object) -> None:
        """Answer with a `template` of the desk, named by its path there and filled with `values`."""
        about = {"has_gradebook": connection.has_gradebook(self.course), "xsrf": self.xsrf_token.decode()}
        page = _environment().get_template(template)
        self.finish(page.render(say=self.messages.html, words=self.messages.all(), **about, **values))

    @override
    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None))[1]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = _environment().get_template("frame/wrong.html.j2")
        reasons = _reasons(error) or [_say("gone" if status_code == HTTPStatus.NOT_FOUND else "wrong")]
        self.finish(page.render(reasons=reasons, has_gradebook=False, xsrf=self.xsrf_token.decode()))


def _reasons(error: BaseException | None) -> list[str]:
    """Return what a trainer is told of `error`; nothing where it is a fault of ours."""
    match error:
        case ContentError():
            return [f"{problem.message} {problem.hint}" for problem in error.problems]
        case Trouble():
            return [str(error)]
        case OSError():
            try:
                with in_words():
                    raise error
            except Trouble as trouble:
                return [str(trouble)]
    return []


class _Asset(DeskPage):
    """A style sheet or a script of the desk, by the path of its file there."""

    @web.authenticated
    def get(self, name: str) -> None:
        file = _DESK / name
        kind = _TYPES.get(file.suffix)
        if kind is None or not file.is_file():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(with_palette(file.read_text(encoding="utf-8")))


class _Close(DeskPage):
    """Ends the desk."""

    @web.authenticated
    def post(self) -> None:
        self.finish(_environment().get_template("frame/closed.html.j2").render(has_gradebook=False, xsrf=""))
        self.settings["widerwindow_close"]()


class _Nothing(DeskPage):
    """Answers where the desk has no page."""

    @web.authenticated
    def get(self) -> None:
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_DESK), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals |= {"frame": _say.html, "language": LANGUAGE}
    return made


FRAME = [(r"/desk/assets/([\w/]+\.\w+)", _Asset), (r"/desk/close", _Close), (r"/desk/.*", _Nothing)]
"""The addresses of styles and scripts, of the button that ends the desk, and of what is on no other list."""
