"""Whether what is drawn can be shown to everybody: it is light, has the page's colours, and says nothing by itself."""

from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree

from widerwindow.content.core.problems import Fault, Problem
from widerwindow.content.core.reading import Where, read_text
from widerwindow.content.pictures.library import Asked, Library
from widerwindow.frontend.pictures import shapes
from widerwindow.messages import Advice, Messages

MOST = 4096
"""How many bytes a picture may have."""

_SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_WORDS = {"text", "tspan"}
_FORM = {
    *("class", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points"),
    *("transform", "opacity", "fill-rule", "viewBox", "data-slot", "data-from"),
}
_ON_ITS_OWN = {"fill", "stroke"}
"""What a drawing may say at its top for those who open its file alone: on a page the page's own colours count."""

_SVG = "{http://www.w3.org/2000/svg}"

_say = Messages(__package__)


def wrong_in(library: Library) -> Iterator[Problem]:
    """Yield what is wrong in each file of the `library`."""
    for file in library.files():
        yield from (_problem(file, *found) for found in _wrong(read_text(file), _SHAPES))


def wrong_in_figure(file: Path) -> Iterator[Problem]:
    """Yield what is wrong in a figure, if it is drawn as pictures are. It may have words: its page says them too."""
    text = read_text(file)
    if text.startswith('<svg class="ww-picture"'):
        yield from (_problem(file, *found) for found in _wrong(text, _SHAPES | _WORDS))


def wrong_where_asked(library: Library, asked: Asked, where: Where) -> Iterator[Fault]:
    """Yield what is wrong in what a file asks for, or that it is too large once it is put together."""
    found = list(library.faults(asked, where))
    yield from found
    size = 0 if found else len(library.picture(asked).svg())
    if size > MOST:
        yield Fault(where, *_say.advice("picture_too_large", size=size, most=MOST))


def _problem(file: Path, line: int, advice: Advice) -> Problem:
    return Problem(file, line, *advice)


def _wrong(text: str, tags: Collection[str]) -> Iterator[tuple[int, Advice]]:
    if len(text.encode()) > MOST:
        yield 1, _say.advice("picture_too_large", size=len(text.encode()), most=MOST)
    whole = text if text.lstrip().startswith("<svg") else f"<svg>{text}</svg>"
    try:
        root = ElementTree.fromstring(whole)
    except ElementTree.ParseError as error:
        yield error.position[0], _say.advice("no_drawing", reason=str(error))
        return
    for element in root.iter():
        yield from _wrong_in_element(element, text, tags)


def _wrong_in_element(element: ElementTree.Element, text: str, tags: Collection[str]) -> Iterator[tuple[int, Advice]]:
    tag = element.tag.removeprefix(_SVG)
    if tag in _WORDS - set(tags):
        yield _line(text, f"<{tag}"), _say.advice("words_in_picture", tag=tag)
    elif tag not in tags:
        yield _line(text, f"<{tag}"), _say.advice("no_shape", tag=tag, known=sorted(tags))
    for name in sorted({*element.keys()} - _FORM - (_ON_ITS_OWN if tag == "svg" else set())):
        yield _line(text, f"{name}="), _say.advice("no_form", name=name, known=shapes())
    for name in element.get("class", "").split():
        if name not in {*shapes(), "ww-picture"}:
            yield _line(text, name), _say.advice("no_class", name=name, known=shapes())


def _line(text: str, part: str) -> int:
    return text[: max(0, text.find(part))].count("\n") + 1
