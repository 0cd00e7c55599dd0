"""How the command speaks: one line at a time, a bar where it takes long, and what is wrong in plain words."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from widerwindow.content.core.problems import Problem, mistakes
from widerwindow.content.course import Course
from widerwindow.messages import Messages

_say = Messages(__package__)

Move = Callable[[str, float], None]
"""Told what is being done, and how much of it is done, from 0.0 to 1.0."""

out = Console(highlight=False, soft_wrap=True, emoji=False)


def add_commands(app: typer.Typer, *commands: Callable[..., None], of: str = "") -> None:
    """Add `commands` to `app`, each with what the messages say of it; `of` is what stands before their names there."""
    for command in commands:
        app.command(help=_say(f"{of}{command.__name__}_help"))(command)


def course_here() -> Course:
    """Return the course that the command is given in. Raises ContentError where there is none."""
    return Course.around(Path.cwd())


def line(*parts: object) -> None:
    """Say all `parts` that are not empty on one line, whatever stands in them: a file's name may hold anything."""
    said = " ".join(str(part) for part in parts if part)
    out.print("".join(character if character.isprintable() else "�" for character in said), markup=False)


def short(path: Path) -> Path:
    """Return `path` as it looks from here, where it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def tell(problems: list[Problem]) -> None:
    """Say what has to be mended, where, and how; then what is only advice."""
    wrong = mistakes(problems)
    for problem in wrong:
        _tell(problem)
    if wrong:
        line(_say("to_mend", count=len(wrong)))
    if len(wrong) < len(problems):
        line(_say("advice", count=len(problems) - len(wrong)))
    for problem in problems:
        if problem.advice:
            _tell(problem)


def _tell(problem: Problem) -> None:
    out.print(_place(problem), style="bold", markup=False)
    out.print(_advice(problem), markup=False)


def told(problems: list[Problem]) -> str:
    """Return what has to be mended, where, and how."""
    return "\n".join(f"{_place(problem)}\n{_advice(problem)}" for problem in problems)


def _place(problem: Problem) -> str:
    return _say("place", file=short(problem.file), line=problem.line)


def _advice(problem: Problem) -> str:
    return f"  {problem.message}\n  {problem.hint}"


@contextmanager
def bar(first: str) -> Iterator[Move]:
    """Show a bar, and yield what moves it: a function of what is being done and how much of it is.

    Where nobody looks at a screen, it is a line every few seconds.
    """
    columns = TextColumn("{task.description:<36}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f} %")
    with Progress(*columns, console=out) as shown:
        number = shown.add_task(first, total=1.0)
        task = shown.tasks[0]
        with now_and_then(lambda: "" if out.is_terminal else f"{task.description:<36}{task.percentage:>4.0f} %"):
            yield lambda what, done: shown.update(number, description=what, completed=done)


@contextmanager
def now_and_then(what: Callable[[], str], seconds: float = 3) -> Iterator[None]:
    """Say meanwhile every few `seconds` what there is to say."""
    done = threading.Event()

    def go_on() -> None:
        while not done.wait(seconds):
            if said := what():
                out.print(said, markup=False)

    saying = threading.Thread(target=go_on, daemon=True)
    saying.start()
    try:
        yield
    finally:
        done.set()
        saying.join()


def counted(what: str, move: Move) -> Callable[[int, int, str], None]:
    """Return what moves a bar by how many are done of how many, and the next one's name."""
    return lambda done, total, name: move(_say("step", what=what, name=name), done / total if total else 1.0)
