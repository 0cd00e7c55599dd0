"""The directives of a learner's way: `{start}`, `{modules}`, `{pages}` and `{routes}`. Ticks come from ww-way.js."""

from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from typing_extensions import override

from widerwindow.content.about.module import OVERVIEW, Module
from widerwindow.content.about.routes import Route, Routes
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.site.directives.directive import CourseDirective, line
from widerwindow.site.page.way import MARK

_say = Messages(__package__)


class _OfWay(CourseDirective):
    """A directive that is made again when the contents, a module or a route has changed."""

    def read(self) -> tuple[Course, dict[str, Module]]:
        course = self.course
        modules = course.modules_by_name()
        self.note(course.root / "_toc.yml", course.profile_file, Path(__file__))
        self.note(*(course.book / name / "module.yml" for name in modules), *course.book.glob("routes.yml"))
        return course, modules


class StartDirective(_OfWay):
    """Leads to the first module, or where she is in the course, as far as that is kept."""

    @override
    def show(self) -> list[nodes.Node]:
        _, modules = self.read()
        first = next(iter(modules), None)
        if not first:
            raise self.error(_say("no_modules"))
        start = self.link(f"{first}/{OVERVIEW}", _say("start"), "ww-start")
        return [nodes.container("", start, _place("start"), classes=["ww-begin"])]


class ModulesDirective(_OfWay):
    """Shows every module as a card: what it is about, how long it takes, and how much of it she has read."""

    @override
    def show(self) -> list[nodes.Node]:
        _, modules = self.read()
        cards = [
            nodes.list_item(
                "", self.link(f"{name}/{OVERVIEW}", module.title), _about(module.about), _minutes(module.minutes)
            )
            for name, module in modules.items()
        ]
        return [nodes.bullet_list("", *cards, classes=["ww-cards"])]


class PagesDirective(_OfWay):
    """Lists the pages of the module that the page begins, with what each is about and how long it takes."""

    @override
    def show(self) -> list[nodes.Node]:
        course, modules = self.read()
        module = modules.get(Path(self.env.docname).parent.as_posix())
        if not module:
            raise self.error(_say("no_module"))
        self.note(*(course.book / module.id / f"{page}.md" for page in module.pages))
        entries = [
            nodes.list_item(
                "",
                self.link(f"{module.id}/{name}", course.page(f"{module.id}/{name}").title),
                _about(page.about),
                _minutes(page.minutes),
            )
            for name, page in module.pages.items()
        ]
        return [nodes.enumerated_list("", *entries, enumtype="arabic", prefix="", suffix=".", classes=["ww-pages"])]


class RoutesDirective(_OfWay):
    """Shows every route as a section of its own; `brief`, as a card that leads there."""

    option_spec: ClassVar = {"brief": directives.path}

    @override
    def show(self) -> list[nodes.Node]:
        course, modules = self.read()
        routes = course.routes()
        if not routes:
            raise self.error(_say("no_routes"))
        if "brief" in self.options:
            return [self._cards(routes, modules, self.options["brief"])]
        return [self._route(route, modules) for route in routes.routes]

    def _cards(self, routes: Routes, modules: dict[str, Module], page: str) -> nodes.bullet_list:
        cards = [
            nodes.list_item("", self._to_route(page, each), _about(each.text), _hours(each.minutes(modules)))
            for each in routes.routes
        ]
        return nodes.bullet_list("", *cards, classes=["ww-cards", "ww-ways-through"])

    def _to_route(self, page: str, route: Route) -> nodes.paragraph:
        """Return a paragraph with a link to the section of `route` on the `page` of all routes."""
        address = self.env.app.builder.get_relative_uri(self.env.docname, page)
        to_route = nodes.reference(route.title, route.title, refuri=f"{address}#{_anchor(route)}", internal=True)
        return nodes.paragraph("", "", to_route)

    def _route(self, route: Route, modules: dict[str, Module]) -> nodes.section:
        length = _say("route_length", count=len(route.modules), minutes=route.minutes(modules))
        section = nodes.section(ids=[_anchor(route)])
        section += nodes.title(route.title, route.title)
        section += [line(route.text), line(length), _place(route.id)]
        steps = [nodes.list_item("", self._step(modules[name], route)) for name in route.modules]
        section += nodes.enumerated_list("", *steps, enumtype="arabic", prefix="", suffix=".")
        return section

    def _step(self, module: Module, route: Route) -> nodes.paragraph:
        step = self.link(f"{module.id}/{OVERVIEW}", module.title)
        step += nodes.Text(_say("route_step", count=module.minutes_of(route.of(module))))
        return step


def _anchor(route: Route) -> str:
    return str(nodes.make_id(f"route-{route.id}"))


def _about(text: str) -> nodes.line:
    """Return a line beside a link that leads on: no running text, so no word in it becomes a link of its own."""
    return nodes.line(text, text)


def _minutes(count: int) -> nodes.paragraph:
    text = _say("minutes", count=count)
    return nodes.paragraph(text, text, classes=["ww-minutes"])


def _hours(minutes: int) -> nodes.paragraph:
    text = _say("hours", count=round(minutes / 60))
    return nodes.paragraph(text, text, classes=["ww-minutes"])


def _place(name: str) -> nodes.raw:
    """Return where the script shows what it has to say of the route `name`, the start or the modules."""
    return nodes.raw("", f'<div class="ww-my-way" {MARK}="{name}"></div>', format="html")
