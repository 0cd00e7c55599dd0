"""Fills in the pages that stand alone, outside the book's theme."""

from functools import cache

from jinja2 import Environment, PackageLoader

from widerwindow.frontend.templates import templates
from widerwindow.messages import LANGUAGE, Messages

_say = Messages(__package__)


def fill(name: str, /, **values: object) -> str:
    """Return the page `name` of the folder `lone_pages` filled in with `values`, which are escaped."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    return templates(PackageLoader(__package__, "lone_pages"), say=_say, language=LANGUAGE)
