"""Fills the templates that make a widget's HTML. Everything is escaped that is not HTML from Markdown already."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from widerwindow.frontend.templates import templates
from widerwindow.messages import filled

_QUESTIONS = PackageLoader("widerwindow.content.questions", "")


@cache
def _environment() -> Environment:
    own = PackageLoader("widerwindow.widgets", "")
    environment = templates(ChoiceLoader([own, PrefixLoader({"questions": _QUESTIONS})]))
    environment.filters["say"] = filled
    return environment


def fill(name: str, **values: object) -> str:
    """Return the template `name`, a path in this package, filled with `values`."""
    return _environment().get_template(name).render(**values)


def read_all() -> None:
    """Read every template, so that a fork of this process need read none."""
    for name in _environment().list_templates(["html"]):
        _environment().get_template(name)
