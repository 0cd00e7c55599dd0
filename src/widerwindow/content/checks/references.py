"""Whether what a page refers to is there: files, pages, places on pages, words of the glossary, sources."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from widerwindow.content.checks.glossary import words_in
from widerwindow.content.checks.options import options
from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import read_text
from widerwindow.content.pages.blocks import Block, Role
from widerwindow.content.pages.page import Page
from widerwindow.content.pages.passages import targets_in
from widerwindow.messages import Advice, Messages

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_LABEL = re.compile(r"^\(([^()\s]+)\)=\s*$", re.MULTILINE)
_SHOWN = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""The endings of pictures that browsers show."""

_TITLED = re.compile(r"^.*<(.*)>$", re.DOTALL)
_say = Messages(__package__)


class Known(NamedTuple):
    """What there is to refer to in a book: the places by the file of their page, words, sources, trainers' pages.

    What stands in `exercises` is for nobody who reads.
    """

    book: Path
    exercises: Path
    places: dict[Path, set[str]]
    words: set[str]
    sources: set[str]
    for_trainers: Collection[Path]

    @property
    def labels(self) -> set[str]:
        """The names of all places."""
        return set().union(*self.places.values())


def known(pages: Iterable[Page], book: Path, sources: set[str], for_trainers: Collection[Path]) -> Known:
    """Return what the `pages` of the `book` can refer to."""
    found = list(pages)
    words = {word for page in found for word in words_in(page)}
    places = {page.path.resolve(): _places(page) for page in found}
    return Known(book, book.resolve().with_name("exercises"), places, words, sources, for_trainers)


def broken_in(page: Page, known: Known) -> Iterator[Problem]:
    """Yield each link, image and role of `page` that leads to nothing, or where learners read, to a trainers' page.

    Links to other sites are left alone.
    """
    for address, line, image, _ in page.targets:
        yield from _told(page, line, _wrong_image(address, page, known) if image else _wrong(address, page, known))
    for role in page.roles:
        for advice in _wrong_role(role, page, known):
            yield Problem(page.path, role.line, *advice)
    for block in page.blocks:
        for place, path in _taken_in(block):
            wrong = _wrong_file(path, _file(path, page.path, known.book), page, known)
            yield from _told(page, block.line + place, wrong)


def broken_through(page: Page, file: Path, known: Known) -> Iterator[Problem]:
    """Yield each link to a page in the `file`, which a widget on `page` shows, that leads to nothing from there.

    Raises ContentError where the file cannot be read.
    """
    if ".md" not in read_text(file):  # as in most files: reading each of their texts takes its time
        return
    for address, line, _, _ in targets_in(file):
        path = address.partition("#")[0]
        advice = _wrong(path, page, known) if path.endswith(".md") else None
        if advice:
            yield Problem(file, line, *advice)


def named_twice(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield each place on the `pages` that has the name of another, in whatever letters."""
    seen: dict[str, str] = {}
    for page in pages:
        for block in page.blocks:
            for place, name in _named_in(block):
                line = block.line + place
                if name.lower() in seen:
                    advice = _say.advice("named_twice", place=name, other=seen[name.lower()])
                    yield Problem(page.path, line, *advice)
                seen.setdefault(name.lower(), f"{page.path.name}:{line}")


def _named_in(block: Block) -> Iterator[tuple[int, str]]:
    """Yield the names of places in a text, or that of a fence, each with the place of its line."""
    if block.token.type == "inline":
        for found in _LABEL.finditer(block.token.content):
            yield block.token.content.count("\n", 0, found.start()), found[1]
    elif block.directive:
        yield from ((place, value) for place, name, value in options(block.token.content) if name in {"name", "label"})


def _taken_in(block: Block) -> Iterator[tuple[int, str]]:
    """Yield the files that a block puts on the page, each with the place of the line that names it."""
    if block.directive in {"include", "literalinclude"}:
        yield 0, block.argument
    elif block.directive in {"csv-table", "raw"}:
        yield from ((place, value) for place, name, value in options(block.token.content) if name == "file")


def _told(page: Page, line: int, advice: Advice | None) -> Iterator[Problem]:
    if advice:
        yield Problem(page.path, line, *advice)


def _wrong_image(address: str, page: Page, known: Known) -> Advice | None:
    if _ELSEWHERE.match(address):
        return None if address.startswith("data:") else _say.advice("image_elsewhere", path=address)
    path = unquote(address)
    file = _file(path, page.path, known.book)
    if not file.is_file():
        return _say.advice("no_image", path=path)
    if file.suffix.lower() not in _SHOWN:
        return _say.advice("image_kind", path=path)
    if _is_broken(file):
        return _say.advice("image_broken", path=path)
    return None if path == address else _say.advice("image_name", path=path)


def _is_broken(file: Path) -> bool:
    """Return whether a picture holds something else: a page that said it is not there, or signs of an old kind."""
    content = file.read_bytes()
    if file.suffix.lower() != ".svg":
        return content.startswith(b"<")
    try:
        return bool(content) and "<svg" not in content.decode()
    except UnicodeDecodeError:
        return True


def _wrong(address: str, page: Page, known: Known) -> Advice | None:
    if _ELSEWHERE.match(address):
        return None
    path, _, place = unquote(address).partition("#")
    if not _is_file_name(path):
        return _say.advice("no_anchor", place=path or place) if (path or place) not in known.labels else None
    file = _page_file(path, page.path, known.book)
    wrong = _wrong_file(path, file, page, known)
    if wrong:
        return wrong
    there = known.places.get(file.resolve())
    is_missing = place and there is not None and place not in there
    return _say.advice("no_anchor_in", place=place, file=path) if is_missing else None


def _wrong_file(path: str, file: Path, page: Page, known: Known) -> Advice | None:
    if not file.is_file():
        return _say.advice("no_file", path=path)
    if page.path.resolve() in known.for_trainers:
        return None
    there = file.resolve()
    if there in known.for_trainers:
        return _say.advice("trainers_only", path=path)
    return _say.advice("not_for_learners", path=path) if there.is_relative_to(known.exercises) else None


def _wrong_role(role: Role, page: Page, known: Known) -> Iterator[Advice]:
    titled = _TITLED.match(role.content)
    target = (titled[1] if titled else role.content).strip()
    if role.name.partition(":")[0] == "cite":
        keys = (key.strip() for key in role.content.split(","))
        yield from (_say.advice("no_source", source=key) for key in keys if key not in known.sources)
    elif role.name in {"doc", "download"}:
        file = (_page_file if role.name == "doc" else _file)(target, page.path, known.book)
        wrong = _wrong_file(target, file, page, known)
        yield from [wrong] if wrong else []
    elif role.name in {"ref", "numref"} and target not in known.labels:
        yield _say.advice("no_anchor", place=target)
    elif role.name == "term" and target.lower() not in known.words:
        yield _say.advice("no_word", word=target)


def _places(page: Page) -> set[str]:
    """Return the places of `page` that have a name: what an author named, and the words that a glossary explains."""
    named = {name for block in page.blocks for _, name in _named_in(block)}
    words = {f"term-{re.sub(r'[^a-z0-9]+', '-', word.lower()).strip('-')}" for word in words_in(page)}
    return named | words


def _is_file_name(path: str) -> bool:
    """Return whether `path` means a file: MyST takes one word without an ending for the name of a place."""
    return "/" in path or "." in path


def _page_file(path: str, page: Path, book: Path) -> Path:
    file = _file(path, page, book)
    return file if file.suffix else file.with_suffix(".md")


def _file(path: str, page: Path, book: Path) -> Path:
    return book / path[1:] if path.startswith("/") else page.parent / path
