"""The command for those who write questions: how often someone is right who goes by how the options sound."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import add_commands, course_here, line
from widerwindow.content import checker
from widerwindow.content.checks import guessing
from widerwindow.content.checks.guessing import Rule
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.questions import Offer
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_commands(app, guesses)


def guesses(name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=_say("guesses_of"))] = None) -> None:
    """Say how often each way to guess is right, in the course or in the file called `name`."""
    course = course_here()
    every = checker.offers(course)
    given = {file: some for file, some in every.items() if name in (None, Path(file).stem)}
    if not given and name:
        advice = _say.advice("no_guesses", name=name, known=sorted(Path(file).stem for file in every))
        raise ContentError([Problem(Path(name), 1, *advice)])
    ways = course.ways_to_guess()
    for guess in guessing.guesses([offer for some in given.values() for offer in some], ways):
        said = _say("guess", rule=guess.rule, score=guess.score, count=guess.count, chance=guess.chance)
        line(said, _say("too_often") if guess.tells else "")
        if name and guess.tells:
            line(_say("guess_right_in", names=guess.found))
    if not name:
        _tell_where(given, ways)


def _tell_where(given: Mapping[str, Sequence[Offer]], ways: Sequence[Rule]) -> None:
    """Say of each file by itself which guesses are right too often."""
    for file, some in given.items():
        if told := [guess.rule for guess in guessing.guesses(some, ways) if guess.tells]:
            line(_say("guess_tells_in", file=file, rules=told))
