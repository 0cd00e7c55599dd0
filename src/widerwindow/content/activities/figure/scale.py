"""Points on a scale from 0 to 100 that is divided into bands, drawn as a line through hours or as rows."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypedDict

from pydantic import Field

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Part, Text, Where, repeated_ids
from widerwindow.messages import Messages

_say = Messages(__package__)

_THIRDS, _TOP = 3, 100
_THINNEST = 9
"""The least that a band may be: each has three places that can be told apart."""

Look = Literal["plain", "dots", "many-dots", "lines"]
Level = Annotated[int, Field(ge=0, le=100)]


class PublicBand(TypedDict):
    """A band as the widget has it. It ends at the level `upto`, where the next begins."""

    title: str
    upto: int
    look: Look


class PublicSpot(TypedDict):
    """A place on the scale that has words of its own: all levels up to `upto`, with `middle` in theirs."""

    upto: int
    middle: int
    text: str


class PublicPoint(TypedDict):
    """A point: its `text` and `why` are HTML, and `where` says in words what its `level` is."""

    id: str
    title: str
    text: str
    level: int
    where: str
    why: str


class PublicMoving(TypedDict):
    """What is said where the edges of the middle band can be moved; each is HTML."""

    prompt: str
    narrower: str
    wider: str


class PublicScale(TypedDict):
    """A scale as the widget has it."""

    type: Literal["scale"]
    drawn: Literal["line", "rows"]
    bands: list[PublicBand]
    spots: list[PublicSpot]
    points: list[PublicPoint]
    whose: str
    edges: PublicMoving | None


class Band(Part):
    """A part of the scale: from where the one before it ends to `upto`."""

    title: Text
    upto: Annotated[int, Field(ge=1, le=100)]
    look: Look


class Point(Part):
    """Something that is put on the scale, where it belongs, and why it does."""

    id: Id
    title: Text
    text: Text
    at: Level
    why: Text


class Moving(Part):
    """What to say where the two edges of the middle band can be moved."""

    prompt: Text
    narrower: Text
    wider: Text


class Scale(Part):
    """Bands from low to high, and points to be put on them. `whose` names the answer that hers is compared with."""

    type: Literal["scale"]
    drawn: Literal["line", "rows"]
    bands: list[Band] = Field(min_length=2)
    points: list[Point] = Field(min_length=2)
    whose: Text
    edges: Moving | None = None

    def faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong although every part has the right shape; the scale stands at `where`."""
        yield from repeated_ids(((*where, "points"), self.points))
        low = 0
        for position, band in enumerate(self.bands):
            if band.upto < low + _THINNEST:
                yield Fault((*where, "bands", position, "upto"), *_say.advice("thin", upto=low + _THINNEST))
            low = band.upto
        if low < _TOP:
            yield Fault((*where, "bands", len(self.bands) - 1, "upto"), *_say.advice("unended"))
        if self.edges and (len(self.bands) != _THIRDS or self.drawn != "line"):
            yield Fault((*where, "edges"), *_say.advice("no_edges"))

    def public(self) -> PublicScale:
        """Return the scale for its widget."""
        spots = list(self._spots())
        return {
            "type": self.type,
            "drawn": self.drawn,
            "bands": [{"title": band.title, "upto": band.upto, "look": band.look} for band in self.bands],
            "spots": spots,
            "points": [_public(point, spots) for point in self.points],
            "whose": self.whose,
            "edges": _moving(self.edges) if self.edges else None,
        }

    def _spots(self) -> Iterator[PublicSpot]:
        """Yield the places of each band: nearer to the one before it, in its middle, nearer to the one after it."""
        low = 0
        for position, band in enumerate(self.bands):
            third = (band.upto - low) // _THIRDS
            first = low + third if position else low
            last = band.upto - third if position < len(self.bands) - 1 else band.upto
            if position:
                before = self.bands[position - 1].title
                yield _spot(low, first, _say("towards", band=band.title, other=before))
            yield _spot(first, last, band.title)
            if last < band.upto:
                after = self.bands[position + 1].title
                yield _spot(last, band.upto, _say("towards", band=band.title, other=after))
            low = band.upto


def _spot(low: int, upto: int, text: str) -> PublicSpot:
    return {"upto": upto, "middle": (low + upto) // 2, "text": text}


def _public(point: Point, spots: list[PublicSpot]) -> PublicPoint:
    return {
        "id": point.id,
        "title": point.title,
        "text": to_html(point.text),
        "level": point.at,
        "where": next(spot["text"] for spot in spots if point.at <= spot["upto"]),
        "why": to_html(point.why),
    }


def _moving(edges: Moving) -> PublicMoving:
    return {
        "prompt": to_html(edges.prompt),
        "narrower": to_html(edges.narrower),
        "wider": to_html(edges.wider),
    }
