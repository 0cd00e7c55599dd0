"""Classes by chance: whoever sends whatever under any name, nothing that arrived is missing, and nobody gets another's.

A round is one hand-in; 24 make a class. WIDERWINDOW_ROUNDS says how many rounds there are.
"""

import os
import re
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from room import QUIZ, as_bytes, blank, copied, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.keeping import moodle_list
from widerwindow.grading.marking.autograde import autograde

ROUNDS = int(os.environ.get("WIDERWINDOW_ROUNDS", "2000"))
IN_A_CLASS = 24
MARKED = 20
"""One class of so many is marked, and gets feedback."""

GIVEN = ["Anna", "Zoë", "İrem", "Đỗ", "Jürgen", "Sean", "राम", "小明", "أحمد", "Ольга", "Mary-Ann", "anna"]
FAMILY = ["Smith", "Weiß", "Yıldız", "Nguyễn", "O'Brien", "Lee", "王", "كريم", "Ωμέγας", "de la Cruz", "Øye"]
CODES = ["0042", "7", "k7f3", "K7F4", "anna", "anna-2", "a_1", "1E5", "team-12", "m123456", "x--y", "3-May"]
COPIES = ["", "", "", " (1)", "(2)", " - Copy", " copy 2", "-Copy1", "_1", "-2", "-DESKTOP-7GH2KQ1"]
ENDINGS = [".ipynb", ".ipynb", ".ipynb", ".json", ".ipynb.txt", ".IPYNB"]
KEYED = ("canvas", "brightspace", "blackboard", "moodle")
"""The systems that tell two people of one name apart."""

SYSTEMS = ("plain", "teams", "classroom", *KEYED)


@dataclass(frozen=True)
class Person:
    number: int
    name: str
    code: str

    @property
    def login(self) -> str:
        return f"login{self.number}"


@dataclass(frozen=True)
class HandIn:
    """One hand-in: who wrote it, all of a group at times; what it says of itself; where it lies."""

    people: tuple[Person, ...]
    said: str | None
    path: str
    number: int

    @property
    def text(self) -> str:
        writers = " and ".join(f"writer-{person.number}-" for person in self.people)
        return f"Plan {self.number} by {writers}."


@dataclass(frozen=True)
class Class:
    """A class: its people, how they hand in, and whether the trainer has a list of them."""

    people: tuple[Person, ...]
    system: str
    listed: bool
    packed: bool
    hand_ins: tuple[HandIn, ...]


@st.composite
def classes(draw: st.DrawFn) -> Class:
    system, listed = draw(st.sampled_from(SYSTEMS)), draw(st.booleans())
    codes = draw(st.lists(st.sampled_from(CODES), min_size=6, max_size=6, unique_by=str.lower))
    unlike = None if system in KEYED else str.casefold
    names = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY))
    chosen = draw(st.lists(names, min_size=6, max_size=6, unique_by=unlike))
    people = tuple(map(Person, range(6), chosen, codes))
    groups = draw(st.sampled_from([(90, 91), (3, 4), (6, 1)]))  # the number of a group may be a participant's as well
    hand_ins = tuple(draw(sent(people, system, groups, number)) for number in range(IN_A_CLASS))
    return Class(people, system, listed, draw(st.booleans()), hand_ins)


@st.composite
def sent(draw: st.DrawFn, people: tuple[Person, ...], system: str, groups: tuple[int, int], number: int) -> HandIn:
    """Return a hand-in as somebody may send it. Where nothing else says who it is, she knows her code."""
    person = draw(st.sampled_from(people))
    group = system == "moodle" and draw(st.integers(0, 4)) == 0
    writers = tuple(each for each in people if each.number % 2 == person.number % 2) if group else (person,)
    typed = (
        person.code if system == "plain" else draw(st.sampled_from([person.code] * 3 + [each.code for each in people]))
    )
    as_a_copy = any(re.match(rf"{each.code}[-_]", typed) for each in people)  # nobody could tell it from one
    said = draw(st.sampled_from([typed, typed, typed if as_a_copy else None]))
    named = draw(st.sampled_from([typed, typed, "", "elsewhere"] if said else [typed]))
    copy = draw(st.sampled_from(COPIES if said or not re.search(r"[-_]", typed) else COPIES[:7]))
    if named + copy in {each.code for each in people}:
        copy = ""  # nobody could tell
    name = f"{QUIZ}--{named}{copy}" if named else f"{QUIZ}{copy if copy[:1] in ' (' else ''}"
    file = f"{name}{draw(st.sampled_from(ENDINGS))}"
    form = draw(st.sampled_from(["NFC", "NFD"]))
    half = person.number % 2
    alone = PLACES[system](person, number, file, draw(st.booleans()))
    path = unicodedata.normalize(form, in_moodle(f"Group {half}", groups[half], number, file) if group else alone)
    return HandIn(writers, said, path, number)


def in_canvas(person: Person, number: int, file: str, late: bool) -> str:
    given, _, family = person.name.partition(" ")
    word = "".join(sign for sign in f"{family}{given}".lower() if sign.isalnum() or unicodedata.combining(sign))
    return f"{word}{'_LATE' if late else ''}_{70000 + person.number}_{90000 + number}_{file}"


PLACES: dict[str, Callable[[Person, int, str, bool], str]] = {
    "plain": lambda _, number, file, __: f"{number}/{file}",
    "canvas": in_canvas,
    "brightspace": lambda person, number, file, _: (
        f"{31000 + person.number}-88 - {person.name} - 20 November, 2026 7{number:02} PM/{file}"
    ),
    "blackboard": lambda person, number, file, _: (
        f"Quiz one_{person.login}_attempt_2026-11-20-17-{number:02}-00_{file}"
    ),
    "teams": lambda person, number, file, _: f"Submitted files/{person.name}/Quiz one/Version {number + 1}/{file}",
    "classroom": lambda person, number, file, _: f"Classroom/{number}/{person.name} - {file}",
    "moodle": lambda person, number, file, _: in_moodle(
        re.sub(r"[^\w ]", "", person.name), person.number + 1, number, file
    ),
}
RENAMED = ["", "", "_", " (1)", " - Copy"]


def in_moodle(name: str, place: int, number: int, file: str) -> str:
    return f"{number}/{name}_{place}_assignsubmission_file{RENAMED[number % 5]}/{file}"


def made(empty: dict[str, Any], sent: HandIn) -> bytes:
    saved = f"2026-11-20T10:{sent.number:02}:00Z"
    return as_bytes(hand_in(empty, {"dark-clouds": "rain", "a-letter": sent.text}, learner=sent.said, saved=saved))


def arrive(post: Path, files: dict[str, bytes], packed: bool) -> None:
    post.mkdir()
    if packed:
        with zipfile.ZipFile(post / "all.zip", "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return
    for name, data in files.items():
        (post / name).parent.mkdir(parents=True, exist_ok=True)
        (post / name).write_bytes(data)


def worksheet(path: Path, people: tuple[Person, ...]) -> Path:
    lines = ["Identifier,Full name,Email address,Group,Status,Grade,Maximum grade,Grade can be changed"]
    for person in people:
        group = f"Group {person.number % 2}"
        lines.append(
            f'Participant {person.number + 1},"{person.name}",{person.login}@example.org,{group},'
            "Submitted for grading -  - ,,100.00,Yes"
        )
    path.write_text("\ufeff" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def roster(course: Course, people: tuple[Person, ...], system: str) -> None:
    lines = ["code;name;e-mail;ID"]
    for person in people:
        number = {"canvas": 70000, "brightspace": 31000}.get(system, 5000) + person.number
        lines.append(f"{person.code};{person.name};{person.login}@example.org;{number}")
    (course.exercises / "roster.csv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def under(course: Course) -> dict[str, list[bytes]]:
    """Return all that is kept as a learner's, by code."""
    found: dict[str, list[bytes]] = {}
    for place in ("submitted", "earlier"):
        for file in (course.exercises / place).glob("*/*/*.ipynb"):
            found.setdefault(file.parts[-3], []).append(file.read_bytes())
    return found


def writers(data: bytes) -> set[int]:
    return {int(number) for number in re.findall(rb"writer-(\d+)-", data)}


def hold(course: Course, klass: Class, files: dict[str, bytes], post: Path) -> None:
    """Collect a class, and see that nothing is missing and nobody is mistaken."""
    sheet = worksheet(post.parent / "Grades.csv", klass.people) if klass.system == "moodle" else None
    if klass.listed:
        roster(course, klass.people, klass.system)
    arrive(post, files, klass.packed)
    found = collect(course, [post], worksheet=sheet)
    assert {each.name.removeprefix(f"{post}/").removeprefix("all.zip > ") for each in found} == set(files)
    assert all(each.reason and each.kept for each in found if each.outcome == "refused")
    hers = under(course)
    kept = {file.read_bytes() for file in (course.exercises / "kept-aside").glob("*")}
    assert set(files.values()) - kept <= {data for all_ in hers.values() for data in all_}
    known = moodle_list.people(course) if sheet else {}
    for code, works in hers.items():
        logins = {int(each["email"].removeprefix("login").partition("@")[0]) for each in known.get(code, ())}
        assert all(logins <= writers(work) for work in works), f"Moodle's list gives {code} to another"
        assert not sheet or logins, f"Moodle's list has nobody for {code}"
        assert set.intersection(*map(writers, works)), f"{code} holds the work of two people"
        if klass.listed and klass.system != "moodle":
            owner = next((person.number for person in klass.people if person.code == code), None)
            assert all(owner in writers(work) for work in works), f"{code} is another's"


def give_back(course: Course) -> None:
    """Mark what was collected, and see that each page holds its own learner's words, and nobody else's."""
    autograde(course, QUIZ)
    for given_back in feedback(course, QUIZ):
        mine = (course.exercises / "submitted" / given_back.learner / QUIZ / f"{QUIZ}.ipynb").read_bytes()
        assert given_back.page is not None
        assert writers(given_back.page.read_bytes()) == writers(mine) != set()


@pytest.mark.thorough
@pytest.mark.no_cover
def test_nothing_is_lost_and_nobody_is_mistaken(
    released_once: Course, record_property: Callable[[str, object], None]
) -> None:
    seen: Counter[str] = Counter()
    empty = blank(released_once)

    @settings(
        max_examples=ROUNDS // IN_A_CLASS + 1,
        deadline=None,
        database=None,
        derandomize="WIDERWINDOW_ROUNDS" not in os.environ,
        phases=[Phase.generate],  # a class that fails tells enough; to make it small takes minutes
        suppress_health_check=list(HealthCheck),
    )
    @given(classes())
    def one_class(klass: Class) -> None:
        with tempfile.TemporaryDirectory() as folder:
            course = copied(released_once, Path(folder) / "a course")
            files = {sent.path: made(empty, sent) for sent in klass.hand_ins}
            hold(course, klass, files, Path(folder) / "post")
            if seen["classes"] % MARKED == 0:
                give_back(course)
                seen["marked"] += 1
        seen.update(rounds=len(klass.hand_ins), classes=1)

    one_class()
    for name, count in seen.items():
        record_property(name, count)
    assert seen["rounds"] >= ROUNDS
