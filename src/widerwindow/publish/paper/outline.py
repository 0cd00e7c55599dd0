"""Headings of paper: a screen reader is to find each under one that is a step above it."""

from collections.abc import Iterable, Iterator

from widerwindow.publish.paper.reading import Node, Piece


def stepwise(found: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with no heading more than a step below the one before it."""
    return list(_stepwise(found, [0]))


def _stepwise(found: Iterable[Piece], before: list[int]) -> Iterator[Piece]:
    """Yield them; `before` holds the level of the last heading."""
    for piece in found:
        if isinstance(piece, dict) and "level" in piece:
            before[0] = min(piece["level"], before[0] + 1)
            yield Node(**{**piece, "level": before[0]})
        elif isinstance(piece, dict):
            yield Node(**{**piece, "kids": list(_stepwise(piece["kids"], before))})
        else:
            yield piece
