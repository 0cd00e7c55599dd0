"""Makes a notebook of a built page: a cell for each part of its text, and one for each widget."""

import re
from collections.abc import Callable, Iterator
from html import escape
from posixpath import dirname, join, normpath
from typing import NamedTuple

from widerwindow.content.about.organisation import PublicExit
from widerwindow.messages import Messages
from widerwindow.publish.notebooks import cells
from widerwindow.publish.notebooks.cells import Cell
from widerwindow.publish.notebooks.looks import as_text, note, readable
from widerwindow.widgets import KINDS, Quiz

_say = Messages(__package__)

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_NOTE = re.compile(r'<section class="ww-note".*?<h1[^>]*>.*?</h1>(.*?)<p class="ww-ways">.*?</section>', re.DOTALL)
_NOTE_TITLE = re.compile(r'<p class="ww-note-title"[^>]*>(.*?)</p>')
_STEPS = re.compile(r'<nav class="ww-steps"[^>]*>(.*?)</nav>', re.DOTALL)
_STEP = re.compile(r'(<a rel="(?:prev|next)".*?</a>)', re.DOTALL)
_NEXT = re.compile(r'<a rel="next" href="([^"]*)"')
_CELL = re.compile(
    r'<div class="cell[^>]*>\s*<div[^>]*>\s*<div[^>]*>(<ww-widget\b.*?</ww-widget>)</div></div>\s*</div>', re.DOTALL
)
_ELEMENT = re.compile(r"(<ww-widget\b.*?</ww-widget>)", re.DOTALL)
_WIDGET = re.compile(
    r'<ww-widget data-kind="(\w+)" data-id="([\w-]+)"[^>]*>\s*<script.*?</script>(.*?)</ww-widget>', re.DOTALL
)
_IMAGE = re.compile(r'<img\b[^>]*\bsrc="([^"]+)"')
_PART = re.compile(r'(?=<(?:section|dt|div class="citation")[^>]*\bid=)|(?<=</h1>)')


class Shown(NamedTuple):
    """A widget on a page, and what is read there before it is live."""

    kind: str
    id: str
    text: str


class Around(NamedTuple):
    """What stands around every page: where to leave to, and the pages that all lead to, with their titles as HTML."""

    leave: PublicExit | None
    pages: dict[str, str]


def widgets(html: str) -> list[Shown]:
    """Return the widgets of a page."""
    return [Shown(kind, name, as_text(text)) for kind, name, text in _WIDGET.findall(html)]


def images(html: str, name: str) -> list[str]:
    """Return the paths of the images that stand in files of their own, on the page at the path `name`."""
    return [normpath(join(dirname(name), found)) for found in _IMAGE.findall(_ARTICLE.findall(html)[0])]


def notebook(html: str, name: str, around: Around, drawn: Callable[[str], str]) -> bytes:
    """Return the notebook of the page at the path `name`; `drawn` keeps a drawing, and gives its address."""
    before, steps = _NOTE.search(html), _STEPS.search(html)
    found = [frame(around, name, is_live=bool(widgets(html)))]
    found += [cells.text(_before(before[1], steps))] if before else []
    found += _body(_ARTICLE.findall(html)[0], bool(before), drawn)
    found += [cells.text(_STEP.sub(r"<p>\1</p>", as_text(f"<hr>{steps[1]}")))] if steps else []
    return cells.notebook(found)


def frame(around: Around, name: str, *, is_live: bool) -> Cell:
    """Return the first cell of the notebook at the path `name`: the ways out of it, and how it is used."""
    up = "../" * name.count("/")
    ways = [f'<a href="{up}{page}">{title}</a>' for page, title in around.pages.items()]
    if around.leave:
        address, label = (escape(around.leave[key]) for key in ("address", "label"))
        ways.insert(0, f'<a href="{address}" target="_top" rel="noreferrer"><strong>{label}</strong></a>')
    run = f"<p>{_say('notebook_run')}</p>" if is_live else ""
    return cells.text(f"<p>{' &middot; '.join(ways)}</p>{run}")


def _before(text: str, steps: re.Match[str] | None) -> str:
    skip = _NEXT.search(steps[1]) if steps else None
    ways = f"<p>{_say('notebook_go_on')}</p>"
    ways += f'<p><a href="{skip[1]}">{_say("notebook_skip")}</a></p>' if skip else ""
    return as_text(note(_NOTE_TITLE.sub(r"<p><strong>\1</strong></p>", text) + ways))


def _body(article: str, closed: bool, drawn: Callable[[str], str]) -> Iterator[Cell]:
    for piece in _ELEMENT.split(_CELL.sub(r"\1", article)):
        shown = widgets(piece)
        if shown:
            yield _live(shown[0])
            continue
        for part in filter(None, (readable(part, drawn) for part in _PART.split(piece))):
            yield cells.text(part, closed=closed and part.startswith("<h1"))


def _live(shown: Shown) -> Cell:
    if shown.kind == Quiz.kind:
        return cells.text(f'<p><a href="{shown.id}.ipynb">{_say("notebook_quiz")}</a></p>')
    called = KINDS[shown.kind].__name__
    code = f'# {_say("notebook_code")}\nfrom widerwindow.widgets import {called}\n\n{called}("{shown.id}")'
    return cells.live(code, shown.text)
