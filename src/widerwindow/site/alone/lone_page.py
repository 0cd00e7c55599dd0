"""Fills in the pages that stand alone, outside the book's theme."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from widerwindow.messages import LANGUAGE, Messages

_say = Messages(__package__)


def fill(name: str, /, **values: object) -> str:
    """Return the page `name` of the folder `lone_pages` filled in with `values`, which are escaped."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    loader = PackageLoader(__package__, "lone_pages")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"say": _say, "language": LANGUAGE}
    return made
