"""The directive `{routes}`: the ways through the course, with their modules and minutes, and a place for a button."""

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from typing_extensions import override

from widerwindow.content.about.module import Module
from widerwindow.content.about.routes import Route
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.site.directive import CourseDirective

_say = Messages(__package__)

MARK = "data-ww-route"
"""Where ww-route.js puts its button: the attribute of an element, with the id of a route. Beside it are its pages."""


class RoutesDirective(CourseDirective):
    """Shows every route as a section of its own."""

    @override
    def show(self) -> list[nodes.Node]:
        course = self.course
        routes = course.routes()
        if not routes:
            raise self.error(_say("no_routes"))
        modules = course.book.glob("*/module.yml")
        self.note(course.book / "routes.yml", course.root / "_toc.yml", *modules, Path(__file__))
        return [self._route(route, course) for route in routes.routes]

    def _route(self, route: Route, course: Course) -> nodes.section:
        modules = [course.module(name) for name in route.modules]
        minutes = sum(module.minutes for module in modules)
        length = _say("route_length", count=len(modules), minutes=minutes)
        steps = [nodes.list_item("", self._step(each)) for each in modules]
        section = nodes.section(ids=[nodes.make_id(f"route-{route.id}")])
        section += nodes.title(route.title, route.title)
        section += nodes.paragraph(route.text, route.text)
        section += nodes.paragraph(length, length)
        pages = [page for page in course.page_files() if page not in course.for_trainers()]
        hers = " ".join(page for page in pages if page.partition("/")[0] in route.modules)
        button = f'<div class="ww-route" {MARK}="{route.id}" data-ww-pages="{escape(hers)}"></div>'
        section += nodes.raw("", button, format="html")
        section += nodes.enumerated_list("", *steps, enumtype="arabic", prefix="", suffix=".")
        return section

    def _step(self, module: Module) -> nodes.paragraph:
        took = nodes.Text(_say("route_step", count=module.minutes))
        return nodes.paragraph("", "", self._link(module.id, module.title), took)

    def _link(self, module: str, title: str) -> addnodes.pending_xref:
        name = nodes.inline(title, title)
        target = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{module}/index", "refexplicit": True}
        return addnodes.pending_xref("", name, refdoc=self.env.docname, refwarn=True, **target)
