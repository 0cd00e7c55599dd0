"""What a package holds: a module, the part of it that is on a route, a whole route, or the whole course."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from widerwindow.content.about.module import OVERVIEW, Module
from widerwindow.content.about.routes import Route
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

COURSE = "whole-course"
"""The id of the whole course as one part."""


@dataclass(frozen=True)
class Part:
    """The pages of one package, named by their paths inside the book.

    `pages` are in their order, and she begins with the first. Who has opened all that are not `extra` has completed.
    """

    id: str
    title: str
    about: str
    minutes: int
    modules: tuple[str, ...]
    pages: tuple[str, ...]
    extra: frozenset[str]

    @property
    def is_whole_course(self) -> bool:
        """Whether every page of the course is in it, and not those of its modules alone."""
        return self.id == COURSE


def of_modules(course: Course, names: Sequence[str]) -> list[Part]:
    """Return the modules called `names` as parts. Raises ContentError where there is no such module."""
    modules = course.modules_by_name()
    for name in names:
        if name not in modules:
            raise _wrong(course.book, _say.advice("no_module", name=name, known=_or_none(modules)))
    return [_of_module(modules[name], tuple(modules[name].pages)) for name in names]


def of_course(course: Course) -> list[Part]:
    """Return every module as a part, and the whole course as the last. Raises ContentError, also if none is there."""
    if not course.modules_by_name():
        raise _wrong(course.book, _say.advice("no_modules"))
    parts = of_modules(course, list(course.modules_by_name()))
    return [*parts, _together(COURSE, course.organisation().name, parts)]


def of_route(course: Course, name: str) -> list[Part]:
    """Return the modules of a route as parts, with its pages alone, and the whole route as the last.

    Raises ContentError where there is no such route.
    """
    routes = course.routes()
    known = {route.id: route for route in routes.routes} if routes else {}
    if name not in known:
        raise _wrong(course.book / "routes.yml", _say.advice("no_route", name=name, known=_or_none(known)))
    route = known[name]
    parts = list(_of_route(course, route))
    return [*parts, _together(f"route-{route.id}", route.title, parts)]


def is_several(part: Part) -> bool:
    """Return whether a part is made of several modules: not every format has room for that."""
    return len(part.modules) > 1


def _of_route(course: Course, route: Route) -> Iterator[Part]:
    modules = course.modules_by_name()
    for name in route.modules:
        yield _of_module(modules[name], tuple(route.of(modules[name])))


def _of_module(module: Module, pages: tuple[str, ...]) -> Part:
    extra = frozenset(f"{module.id}/{page}" for page in pages if module.pages[page].extra)
    named = tuple(f"{module.id}/{page}" for page in (OVERVIEW, *pages))
    return Part(module.id, module.title, module.about, module.minutes_of(pages), (module.id,), named, extra)


def _together(name: str, title: str, parts: Sequence[Part]) -> Part:
    return Part(
        id=name,
        title=title,
        about=title,
        minutes=sum(part.minutes for part in parts),
        modules=tuple(module for part in parts for module in part.modules),
        pages=tuple(page for part in parts for page in part.pages),
        extra=frozenset[str]().union(*(part.extra for part in parts)),
    )


def _or_none(known: Iterable[str]) -> list[str]:
    return list(known) or [_say("none_yet")]


def _wrong(file: Path, advice: Advice) -> ContentError:
    return ContentError([Problem(file, 1, *advice)])
