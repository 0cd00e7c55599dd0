"""The pages of a part of the course as chapters, each with its place, and the sources that they name."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Tag

from widerwindow.messages import Messages
from widerwindow.publish.paper.reading import Node, Piece, node, pieces, soup

_say = Messages(__package__)

_Pages = Mapping[str, BeautifulSoup]


class Chapter(NamedTuple):
    """A page by its name: its title, what stands under it, and the answers to what it asks."""

    page: str
    title: str
    pieces: list[Piece]
    answers: list[Node]


class Book(NamedTuple):
    """Chapters in their order, and the sources that they name, as the course lists them."""

    chapters: list[Chapter]
    sources: list[Node]


def read(site: Path, names: Sequence[str]) -> Book:
    """Return the pages called `names` of the built `site` as chapters."""
    pages = {name: soup((site / f"{name}.html").read_text(encoding="utf-8")) for name in names}
    answers = {name: [_answers_apart(html, widget) for widget in _checks(html)] for name, html in pages.items()}
    wanted = {place for page, html in pages.items() for place in _led_to(page, html)}
    sources = dict(_sources(site, wanted, pages))
    known = {*sources, *pages} | (wanted & {*_places(pages), *_places_of(answers)})

    def chapter(page: str, html: BeautifulSoup) -> Chapter:
        def way(address: str) -> str | None:
            found = _target(page, address)
            also = [] if address.startswith("#") else [found.partition("#")[0]]
            return next((place for place in (found, *also) if place in known), None)

        main = html.select("main")[0]
        title = main.select("article h1")[0].extract().get_text(" ", strip=True)
        apart = [node("div", *pieces(each, way), place=f"{page}#{each['id']}") for each in answers[page]]
        return Chapter(page, title, pieces(main, way), apart)

    chapters = [chapter(page, html) for page, html in pages.items()]
    return Book(chapters, [node("p", *_entry(element), place=place) for place, element in sources.items()])


def _checks(html: BeautifulSoup) -> list[Tag]:
    return html.select('ww-widget[data-kind="selfcheck"]')


def _answers_apart(html: BeautifulSoup, widget: Tag) -> Tag:
    """Take the answers out of a self-check, so that nobody reads them beside the questions, and return them."""
    place = f"answers-{widget['data-id']}"
    apart, way = html.new_tag("section", id=place), html.new_tag("a", href=f"#{place}")
    title, answers = widget.select("h2")[0], widget.select("details")[-1]
    heading = html.new_tag("h2")
    heading.string, way.string = title.get_text(), _say("to_answers")
    answers.select("summary")[0].decompose()
    below = html.new_tag("p")
    below.append(way)
    answers.replace_with(below)
    apart.extend([heading, answers])
    return apart


def _target(page: str, address: str) -> str:
    """Return the place that `address` on `page` leads to: the name of a page, and the id there behind a `#`."""
    path, _, place = address.partition("#")
    name = normpath(join(dirname(page), path)).removesuffix(".html") if path else page
    return f"{name}#{place}" if place else name


def _led_to(page: str, html: BeautifulSoup) -> Iterator[str]:
    yield from (_target(page, str(link["href"])) for link in html.select("a[href]"))


def _places(pages: _Pages) -> Iterator[str]:
    yield from (f"{page}#{each['id']}" for page, html in pages.items() for each in html.select("[id]"))


def _places_of(answers: Mapping[str, Sequence[Tag]]) -> Iterator[str]:
    yield from (f"{page}#{each['id']}" for page, found in answers.items() for each in found)


def _sources(site: Path, wanted: set[str], pages: _Pages) -> Iterator[tuple[str, Tag]]:
    """Yield each source that is `wanted`, with its place: they stand on other pages than those of a module."""
    for name in sorted({place.partition("#")[0] for place in wanted if "#" in place} - pages.keys()):
        file = site / f"{name}.html"
        listed = soup(file.read_text(encoding="utf-8")).select("div.citation[id]") if file.is_file() else []
        yield from ((place, each) for each in listed if (place := f"{name}#{each['id']}") in wanted)


def _entry(element: Tag) -> list[Piece]:
    return [piece for line in element.select("p") for piece in pieces(line)]
