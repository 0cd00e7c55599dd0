"""Knows the library in which Teams keeps what learners hand in by its layout, whatever language its folders are in.

What was handed in lies in numbered folders, `.../PERSON/ASSIGNMENT/Version 1/file`. What was not lies below a folder of
its own without a number, `.../PERSON/ASSIGNMENT/file`, for the same people and assignments.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from widerwindow.grading.notebook.codes import names_quiz

Trail = tuple[str, ...]

_NUMBERED = re.compile(r"(?P<before>\D*)(?P<number>\d{1,4})(?P<after>\D*)")
_VERSION = {
    *("bersioa", "fersiwn", "phiên bản", "sürüm", "versi", "versija", "versio", "version", "versione"),
    *("versioon", "versión", "versiune", "versió", "versjon", "versão", "verze", "verzia", "verzija", "verzió"),
    *("versie", "wersja", "έκδοση", "верзија", "версия", "версія", "גרסה", "إصدار", "الإصدار", "संस्करण", "เวอร์ชัน"),
    *("バージョン", "版本", "버전", "útgáfa"),
}
"""The word before or after a version's number; of another word, what lies beside it tells."""


class Place(NamedTuple):
    """Where a file lies in the library."""

    top: Trail
    """The way to the folder with everybody's."""

    person: str
    task: str
    word: str = ""
    """What stands beside the version's number."""

    version: int = 0
    """0 where it has not been handed in."""


class Library:
    """What lies in Teams' libraries of all files that arrive, by the ways to them."""

    def __init__(self, trails: Iterable[Trail], quizzes: Iterable[str], within: Iterable[Trail]) -> None:
        """Look through `trails`; whatever lies above all of `within` is the trainer's own."""
        every, names, roots = list(trails), list(quizzes), list(within)
        numbered = {trail: place for trail in every if (place := _numbered(trail)) and _is_below(place.top, roots)}
        handed_in = {top: places for top, places in _by_top(numbered).items() if _is_whole(top, places, every)}
        others = [trail for trail in every if trail not in numbered or numbered[trail].top not in handed_in]
        loose = [(trail, place) for trail in others for place in _unnumbered(trail) if _is_below(place.top, roots)]
        sure = {top for top, places in handed_in.items() if _is_sure(places, [place for _, place in loose], names)}
        drafts = {place.top for _, place in loose if any(_belongs(place, top, handed_in[top]) for top in sure)}
        self._places = {trail: place for trail, place in numbered.items() if place.top in sure}
        self._places |= {trail: place for trail, place in loose if place.top in drafts}

    def place(self, trail: Trail) -> Place | None:
        """Return where the file at the end of `trail` lies, or None if that is in no library."""
        ends = range(len(trail), 0, -1)  # a learner's own zip is one file, and was listed as such
        return next((self._places[trail[:end]] for end in ends if trail[:end] in self._places), None)


def _numbered(trail: Trail) -> Place | None:
    for *top, person, task, folder, _ in _ways_to_a_file(trail):
        found = _NUMBERED.fullmatch(folder)
        word = " ".join((found["before"] + found["after"]).casefold().strip(" .-_#").split()) if found else ""
        if found and word:
            return Place(tuple(top), person, task, word, int(found["number"]))
    return None


def _unnumbered(trail: Trail) -> list[Place]:
    return [Place(tuple(top), person, task) for *top, person, task, _ in _ways_to_a_file(trail)]


def _ways_to_a_file(trail: Trail) -> Iterator[Trail]:
    """Yield the ways to what somebody may have handed in: the file itself, or a zip in which it lies."""
    for end in range(5, len(trail) + 1):
        if end == len(trail) or trail[end - 1].lower().endswith(".zip"):
            yield trail[:end]


def _is_below(top: Trail, roots: Iterable[Trail]) -> bool:
    return any(top[: len(root)] == root for root in roots)


def _by_top(numbered: dict[Trail, Place]) -> dict[Trail, dict[Trail, Place]]:
    tops: dict[Trail, dict[Trail, Place]] = defaultdict(dict)
    for trail, place in numbered.items():
        tops[place.top][trail] = place
    return tops


def _is_whole(top: Trail, places: dict[Trail, Place], every: Sequence[Trail]) -> bool:
    """Return whether all that lies below `top` is numbered, by one word."""
    below = sum(trail[: len(top)] == top for trail in every)
    return below == len(places) and len({place.word for place in places.values()}) == 1


def _is_sure(places: dict[Trail, Place], loose: Sequence[Place], quizzes: Sequence[str]) -> bool:
    """Return whether numbered folders are versions: by the word, by drafts elsewhere, or by several people's."""
    if any(place.word in _VERSION for place in places.values()):
        return True
    folders = [trail[:-1] for trail in places if any(names_quiz(trail[-1], quiz) for quiz in quizzes)]
    if len(folders) > len(set(folders)):
        return False  # several people's work in one folder
    pairs = {(place.person, place.task) for place in places.values()}
    drafts = any((place.person, place.task) in pairs for place in loose)
    return drafts or len(pairs) > len({task for _, task in pairs})


def _belongs(place: Place, top: Trail, places: dict[Trail, Place]) -> bool:
    """Return whether a file without a number is a draft: of what was handed in, or in a folder beside that."""
    pairs = {(each.person, each.task) for each in places.values()}
    return (place.person, place.task) in pairs or place.top[:-1] == top[:-1]
