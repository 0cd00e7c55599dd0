"""Fills in templates: what is put into them is escaped, and what they lack is an error."""

from jinja2 import BaseLoader, Environment, StrictUndefined


def templates(loader: BaseLoader, **named: object) -> Environment:
    """Return the templates that `loader` finds, all of which have what is `named`."""
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= named
    return made
