"""A learner's way through the course: what the script of that name must know to lead her along it."""

from collections.abc import Mapping
from typing import TypedDict

from widerwindow.content.about.module import OVERVIEW, Module
from widerwindow.content.about.routes import Route
from widerwindow.content.course import Course

MARK = "data-ww-way"
"""Where ww-way.js has something to show: the attribute of an element, with what it is to show there."""


class PublicRoute(TypedDict):
    """A route: its title, its pages in their order, and how long each module takes of which it leaves some out."""

    title: str
    pages: list[str]
    minutes: dict[str, int]


class PublicWay(TypedDict):
    """What the script gets: the titles of each module and its pages, and the routes."""

    modules: dict[str, str]
    pages: dict[str, str]
    routes: dict[str, PublicRoute]


def way(course: Course) -> PublicWay:
    """Return the ways through `course`. Pages are named by their paths inside the book. Raises ContentError."""
    modules = course.modules_by_name()
    pages = [f"{name}/{page}" for name, module in modules.items() for page in (OVERVIEW, *module.pages)]
    routes = course.routes()
    return {
        "modules": {name: module.title for name, module in modules.items()},
        "pages": {page: course.page(page).title for page in pages},
        "routes": {each.id: _public(each, modules) for each in routes.routes} if routes else {},
    }


def _public(route: Route, modules: Mapping[str, Module]) -> PublicRoute:
    through = [modules[name] for name in route.modules]
    cut = [module for module in through if len(route.of(module)) < len(module.pages)]
    minutes = {module.id: module.minutes_of(route.of(module)) for module in cut}
    return {"title": route.title, "pages": route.pages(modules), "minutes": minutes}
