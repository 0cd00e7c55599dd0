"""How the command speaks: one line at a time, a bar where it takes long, and what is wrong in plain words."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, Task, TextColumn, TimeElapsedColumn

from widerwindow.content.core.problems import Problem, mistakes
from widerwindow.content.course import Course
from widerwindow.messages import Messages

_say = Messages(__package__)

Move = Callable[[str, float], None]
"""Told what is being done, and how much of it is done, from 0.0 to 1.0."""

_named_cohort: ContextVar[str | None] = ContextVar("cohort", default=None)

out = Console(highlight=False, soft_wrap=True, emoji=False)


def add_commands(app: typer.Typer, *commands: Callable[..., None], of: str = "") -> None:
    """Add `commands` to `app`, each with what the messages say of it; `of` is what stands before their names there."""
    for command in commands:
        app.command(help=_say(f"{of}{command.__name__}_help"))(command)


def add_for_cohorts(app: typer.Typer, *commands: Callable[..., None], of: str = "") -> None:
    """Add `commands` on learners to `app`: each can be told which cohort is meant."""
    add_commands(app, *map(_of_cohort, commands), of=of)


def course_here() -> Course:
    """Return the course that the command is given in, with the cohort that it names. Raises ContentError if none."""
    return Course.around(Path.cwd()).of_cohort(_named_cohort.get())


def _of_cohort(command: Callable[..., None]) -> Callable[..., None]:
    @wraps(command)
    def of_one(*given: object, cohort: str | None = None, **named: object) -> None:
        before = _named_cohort.set(cohort)
        try:
            command(*given, **named)
        finally:
            _named_cohort.reset(before)

    option = Annotated[
        str | None, typer.Option(metavar="NAME", envvar="WIDERWINDOW_COHORT", show_envvar=False, help=_say("cohort"))
    ]
    asked = signature(command)
    last = Parameter("cohort", Parameter.KEYWORD_ONLY, default=None, annotation=option)
    of_one.__signature__ = asked.replace(parameters=[*asked.parameters.values(), last])  # type: ignore[attr-defined]
    return of_one


def line(*parts: object) -> None:
    """Say all `parts` that are not empty on one line, whatever stands in them: a file's name may hold anything."""
    lines(" ".join(str(part) for part in parts if part).replace("\n", "�"))


def lines(said: str, style: str = "") -> None:
    """Say `said`, which may be several lines. What a terminal would act on is shown as a sign."""
    out.print(_seen(said), style=style, markup=False)


def _seen(said: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in said)


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
    lines(_place(problem), style="bold")
    lines(_advice(problem))


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
    named = TextColumn("{task.description:<36}", markup=False)
    columns = named, BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn()
    with Progress(*columns, console=out) as shown:
        number = shown.add_task(first, total=1.0)
        task = shown.tasks[0]
        with now_and_then(lambda: "" if out.is_terminal else _as_a_line(task)):
            yield lambda what, done: shown.update(number, description=_seen(what), completed=done)


def _as_a_line(task: Task) -> str:
    """Return how far `task` is, which is never the same twice."""
    return f"{task.description:<36}{task.percentage:>4.0f} %  {timedelta(seconds=round(task.elapsed or 0))}"


@contextmanager
def now_and_then(what: Callable[[], str], seconds: float = 3) -> Iterator[None]:
    """Say meanwhile every few `seconds` what there is to say."""
    done = threading.Event()

    def go_on() -> None:
        while not done.wait(seconds):
            if said := what():
                lines(said)

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
