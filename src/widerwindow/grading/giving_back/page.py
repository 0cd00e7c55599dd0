"""Makes a page of one file, which asks nothing of any other file and runs nothing."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.frontend.palette import with_palette
from widerwindow.messages import LANGUAGE, Messages

_say = Messages(__package__)

_HERE = Path(__file__).parent


def page(template: str, styles: tuple[str, ...], **values: object) -> str:
    """Return `template` filled with `values`, with the style sheets `styles` inside. All are files of this folder."""
    style = with_palette("".join((_HERE / name).read_text(encoding="utf-8") for name in styles))
    # Nothing may be fetched and nothing may run, whatever else comes into the page one day.
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    return _environment().get_template(template).render(style=Markup(style), policy=policy, **values)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_HERE)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"say": _say.html, "language": LANGUAGE}
    return made


def blocks(text: str) -> Markup:
    """Return Markdown as HTML blocks, with words in the place of each picture, which would have to be fetched."""
    return _without_pictures(to_html(text))


def inline(text: str) -> Markup:
    """Return one line of Markdown as HTML, likewise."""
    return _without_pictures(to_inline_html(text))


def _without_pictures(html: str) -> Markup:
    return Markup(re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r"\1", html))
