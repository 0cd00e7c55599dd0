"""A learner's way through the course: what the script of that name must know to lead her along it."""

from typing import TypedDict

from widerwindow.content.about.module import OVERVIEW
from widerwindow.content.course import Course

MARK = "data-ww-way"
"""Where ww-way.js has something to show: the attribute of an element, with what it is to show there."""


class PublicWay(TypedDict):
    """What the script gets: the titles of each module and its pages, and the pages of each route in their order."""

    modules: dict[str, str]
    pages: dict[str, str]
    routes: dict[str, list[str]]


def way(course: Course) -> PublicWay:
    """Return the ways through `course`. Pages are named by their paths inside the book. Raises ContentError."""
    modules = course.modules_by_name()
    pages = [f"{name}/{page}" for name, module in modules.items() for page in (OVERVIEW, *module.pages)]
    routes = course.routes()
    return {
        "modules": {name: module.title for name, module in modules.items()},
        "pages": {page: course.page(page).title for page in pages},
        "routes": {each.id: each.pages(modules) for each in routes.routes} if routes else {},
    }
