"""What is wrong with a classroom for many, as anybody sees it who is not signed in: the way in, and what is closed.

It is known by its JupyterHub, which tells everybody its version. Nothing here is a course's page, so what is looked
for there, such as links and helplines, is left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from pydantic import BaseModel, ValidationError

from widerwindow.messages import Advice, Messages
from widerwindow.site.doctor.answers import WELL, is_framed_by_few
from widerwindow.site.doctor.finding import Finding, Weight
from widerwindow.site.doctor.reading import named_in
from widerwindow.site.doctor.visiting import Answer, Visitor, file_ending

_API, _HEALTH, _SIGN_UP = "api/", "health", "signup"
_DOORS = ("admin", "metrics", "api/info", "api/proxy", "api/services", "api/users")
_FROM_PLATFORM = "lti13/oauth_login?iss=doctor&login_hint=doctor&target_link_uri=doctor"
"""Where a learning platform sends people, who get the cookies by which the hub knows them again."""

_MARKS = ("Secure", "HttpOnly", "SameSite")
_FOR_SCRIPTS = "_xsrf"
"""The one cookie that Jupyter's own pages read: it shows that a request is theirs."""

_HTTPS_ALONE = "Strict-Transport-Security"

_say = Messages(__package__)

_HEADERS: list[tuple[str, Callable[[str], bool], Advice]] = [
    (_HTTPS_ALONE, WELL[_HTTPS_ALONE], _say.advice("not_https_alone")),
    ("Cache-Control", lambda value: "no-store" in value, _say.advice("kept_in_browser")),
    ("X-Content-Type-Options", WELL["X-Content-Type-Options"], _say.advice("kinds_guessed")),
    ("Server", lambda value: not re.search(r"\d", value), _say.advice("server_version")),
]
"""When a header of the login page is well, and what is said where it is not."""


class _Hub(BaseModel):
    """What a hub tells everybody."""

    version: str


def version_of_hub(visitor: Visitor, page: Answer) -> str | None:
    """Return the version of the JupyterHub that a page belongs to; None where it belongs to none."""
    told = visitor.ask(urljoin(page.address, _API))
    try:
        return _Hub.model_validate_json(told.content).version if told.is_there else None
    except ValidationError:
        return None


def wrong_with_classroom(visitor: Visitor, way: Sequence[Answer], version: str) -> Iterator[Finding]:
    """Yield what is wrong with a classroom and on the `way` to its login page, and what was looked at."""
    page = way[-1]
    yield Finding(Weight.TOLD, _say.advice("classroom", version=version))
    yield from _headers(page)
    yield from _cookies([*way, visitor.ask(urljoin(page.address, _FROM_PLATFORM))])
    yield from _seen(_say.advice("asks_elsewhere"), _elsewhere(visitor, page))
    yield from _seen(_say.advice("open_to_all"), _there(visitor, page, *_DOORS))
    yield from _seen(_say.advice("open_sign_up"), _there(visitor, page, _SIGN_UP))
    if not _there(visitor, page, _HEALTH):
        yield from _seen(_say.advice("unwell"), [urljoin(page.address, _HEALTH)])


def _seen(advice: Advice, places: Sequence[str]) -> Iterator[Finding]:
    if places:
        yield Finding(Weight.WRONG, advice, places)


def _headers(page: Answer) -> Iterator[Finding]:
    """Look at the headers of the login page; without TLS a browser takes no heed of one of them."""
    for name, is_well, advice in _HEADERS:
        if not is_well(page.headers.get(name, "")) and (page.has_tls or name != _HTTPS_ALONE):
            yield from _seen(advice, [page.address])
    if not is_framed_by_few(page):
        yield from _seen(_say.advice("login_in_frame"), [page.address])


def _cookies(answers: Iterable[Answer]) -> Iterator[Finding]:
    """Look at each cookie once; without TLS no mark helps."""
    cookies = {cookie.partition("=")[0]: (cookie, each) for each in answers if each.has_tls for cookie in _set_by(each)}
    for name, (cookie, answer) in cookies.items():
        marked = {part.partition("=")[0].strip().lower() for part in cookie.split(";")[1:]}
        wanted = [mark for mark in _MARKS if (name, mark) != (_FOR_SCRIPTS, "HttpOnly")]
        if missing := [mark for mark in wanted if mark.lower() not in marked]:
            yield from _seen(_say.advice("weak_cookie", name=name, missing=missing), [answer.address])


def _set_by(answer: Answer) -> list[str]:
    return answer.headers.get_list("Set-Cookie")


def _elsewhere(visitor: Visitor, page: Answer) -> list[str]:
    """Return what the login page and its styles load from another host."""
    loaded = named_in(page).loaded
    styles = [each for each in loaded if file_ending(each) == "css" and _is_beside(page, each)]
    by_styles = [each for style in visitor.ask_all(styles) for each in named_in(style).loaded]
    return [each for each in (*loaded, *by_styles) if not _is_beside(page, each)]


def _is_beside(page: Answer, address: str) -> bool:
    return urlsplit(address).netloc == urlsplit(page.address).netloc


def _there(visitor: Visitor, page: Answer, *names: str) -> list[str]:
    """Return the addresses of the hub that have an answer for everybody."""
    asked = visitor.ask_all(urljoin(page.address, name) for name in names)
    return [answer.address for answer in asked if answer.is_there]
