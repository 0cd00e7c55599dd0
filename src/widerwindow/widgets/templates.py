"""Fills the templates that make a widget's HTML. Everything is escaped that is not HTML from Markdown already."""

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

_QUESTIONS = PackageLoader("widerwindow.content.questions", "")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("widerwindow.widgets"), PrefixLoader({"questions": _QUESTIONS})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["say"] = lambda text, **values: text.format(**values)
    return environment


def fill(name: str, **values: object) -> str:
    """Return the template `name` filled with `values`."""
    return _environment().get_template(f"{name}.html").render(**values)
