"""`book/pictures`: the drawings of a course, of which each picture is put together as its author asks.

`<name>.svg` is a picture. In it, `<g data-slot="sky"/>` is a place for one of the parts in the folder `sky`, or in the
one that `data-from` names, and `{open: 10 to 90}` a number between two, as far as the author asks for, from 0 to 100.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id
from widerwindow.messages import Messages

Asked = dict[Id, Id | int]
"""Which `picture`, and what stands in it: a part for each of its places, and a number for each of its measures."""

_SLOT = re.compile(r'<g data-slot="([\w-]+)"(?: data-from="([\w-]+)")?([^>]*)/>')
_MEASURE = re.compile(r"\{([\w-]+): (-?[\d.]+) to (-?[\d.]+)\}")
_WHOLE = re.compile(r'<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)</svg>', re.DOTALL)
_MOST = 100

_say = Messages(__package__)


class Layer(NamedTuple):
    """What is drawn at one go, with a name that pictures share if they share it. What is in front has more `depth`."""

    name: str
    depth: int
    shapes: str


class Picture(NamedTuple):
    """A picture as it was asked for: the size of its paper, as SVG writes it, and its layers."""

    view_box: str
    layers: list[Layer]

    def svg(self) -> str:
        """Return the picture by itself. It says nothing, so nobody's screen reader stops at it."""
        return framed(self.view_box, "".join(layer.shapes for layer in self.layers))


def framed(view_box: str, shapes: str) -> str:
    """Return `shapes` on a paper of this size, as an image that says nothing."""
    return f'<svg class="ww-picture" viewBox="{view_box}" aria-hidden="true" focusable="false">{shapes}</svg>'


class Library:
    """The pictures and parts in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self, slot: str = ".") -> list[str]:
        """Return the names of all pictures, or of the parts for one place in them."""
        return sorted(file.stem for file in (self.folder / slot).glob("*.svg"))

    def files(self) -> list[Path]:
        """Return every file that is drawn."""
        return sorted(self.folder.rglob("*.svg"))

    def slots(self, picture: str) -> dict[str, str]:
        """Return the places in a picture, from the back to the front, each with the folder of its parts."""
        return {slot: folder or slot for slot, folder, _ in _SLOT.findall(self._text(picture))}

    def measures(self, picture: str) -> list[str]:
        """Return the names of a picture's measures."""
        return _measures(self._text(picture))

    def picture(self, asked: Asked) -> Picture:
        """Return the picture that is asked for, without whatever it asks for that is not there. Raises OSError."""
        name = str(asked["picture"])
        text = self._text(name)
        whole = _WHOLE.search(_measured(text, asked))
        assert whole, name
        pieces = _SLOT.split(whole[2])
        own_name = "-".join([name, *(str(asked.get(measure, 0)) for measure in _measures(text))])
        layers = [Layer(f"{own_name}-0", 0, pieces[0])]
        for place, (slot, folder, attributes, after) in enumerate(_in_fours(pieces[1:]), 1):
            if slot in asked:
                shapes = (self.folder / (folder or slot) / f"{asked[slot]}.svg").read_text(encoding="utf-8")
                layers.append(Layer(f"{name}-{slot}-{asked[slot]}", 2 * place - 1, f"<g{attributes}>{shapes}</g>"))
            layers.append(Layer(f"{own_name}-{place}", 2 * place, after))
        return Picture(whole[1], [layer._replace(shapes=tight) for layer in layers if (tight := _tight(layer.shapes))])

    def faults(self, asked: Asked, where: tuple[str | int, ...]) -> Iterator[Fault]:
        """Yield a fault for each name that is `asked` for and not there; `where` is where the author wrote it."""
        name = asked.get("picture")
        if not self._has(name):
            yield Fault(where, *_say.advice("no_picture", name=name, known=self.names() or [_say("none")]))
            return
        slots, measures = self.slots(str(name)), self.measures(str(name))
        for key, value in asked.items():
            if key in slots and not self._has(value, slots[key]):
                yield Fault((*where, key), *_say.advice("no_part", part=value, known=self.names(slots[key])))
            elif key in measures and not (isinstance(value, int) and 0 <= value <= _MOST):
                yield Fault((*where, key), *_say.advice("no_measure", name=key, most=_MOST))
            elif key not in {"picture", *slots, *measures}:
                yield Fault((*where, key), *_say.advice("no_place", place=key, known=[*slots, *measures]))

    def _has(self, name: Id | int | None, slot: str = ".") -> bool:
        return (self.folder / slot / f"{name}.svg").is_file()

    def _text(self, picture: str) -> str:
        return (self.folder / f"{picture}.svg").read_text(encoding="utf-8")


def _measures(text: str) -> list[str]:
    return sorted({name for name, _, _ in _MEASURE.findall(text)})


def _measured(text: str, asked: Mapping[str, str | int]) -> str:
    def between(found: re.Match[str]) -> str:
        start, end = float(found[2]), float(found[3])
        return f"{start + (end - start) * int(asked.get(found[1], 0)) / _MOST:g}"

    return _MEASURE.sub(between, text)


def _in_fours(pieces: list[str]) -> Iterator[tuple[str, str, str, str]]:
    return zip(pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=True)


def _tight(shapes: str) -> str:
    """Return `shapes` without comments and without the room between them."""
    return re.sub(r">\s+<", "><", re.sub(r"<!--.*?-->", "", shapes, flags=re.DOTALL)).strip()
