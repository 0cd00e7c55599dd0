"""Makes a page of one file, which asks nothing of any other file and runs nothing."""

import re
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.frontend.palette import with_palette
from widerwindow.frontend.templates import templates
from widerwindow.messages import LANGUAGE, Messages

_say = Messages(__package__)

_HERE = Path(__file__).parent
_TEXTS = 500  # a class's pages hold the same texts, and reading them as Markdown is most of the work


def page(template: str, styles: tuple[str, ...], **values: object) -> str:
    """Return `template` filled with `values`, with the style sheets `styles` inside. All are files of this folder."""
    style = style_of(styles)
    return _environment().get_template(template).render(style=Markup(style), policy=policy_of(style), **values)


def load(template: str) -> None:
    """Have `template` ready before somebody waits for it: to compile a long one takes a tenth of a second."""
    _environment().get_template(template)


def policy_of(style: str) -> str:
    """Return the policy of a page that holds `style` in itself.

    Nothing may be fetched and nothing may run, whatever else comes into the page one day.
    """
    return f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def part(template: str, **values: object) -> Markup:
    """Return `template` filled with `values` as a part of another page, which takes in its styles."""
    return Markup(_environment().get_template(template).render(**values))


def style_of(styles: tuple[str, ...]) -> str:
    """Return the style sheets `styles` in one, with their colours."""
    return with_palette("".join((_HERE / name).read_text(encoding="utf-8") for name in styles))


@cache
def _environment() -> Environment:
    return templates(FileSystemLoader(_HERE), say=_say.html, language=LANGUAGE)


@lru_cache(_TEXTS)
def blocks(text: str) -> Markup:
    """Return Markdown as HTML blocks, with words in the place of each picture, which would have to be fetched."""
    return _without_pictures(to_html(text))


@lru_cache(_TEXTS)
def inline(text: str) -> Markup:
    """Return one line of Markdown as HTML, likewise."""
    return _without_pictures(to_inline_html(text))


def _without_pictures(html: str) -> Markup:
    return Markup(re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r"\1", html))
