"""The command `widerwindow`: what a trainer or an author types. It only asks, tells, and calls what does the work."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from widerwindow.content.course import Course
from widerwindow.content.problems import ContentError, Problem
from widerwindow.content.reading import locate

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
_out = Console(highlight=False, soft_wrap=True)

_OUTCOMES = {
    "new": "collected.",
    "newer": "collected; it replaces an earlier one, which is kept in exercises/earlier.",
    "older": "a newer one is here already; this one is kept in exercises/earlier.",
    "same": "collected before.",
}

Quiz = Annotated[str, typer.Argument(metavar="QUIZ", help="The quiz's name, as in exercises/quizzes/NAME.yml.")]


def main() -> None:
    """Run the command; what a person can mend is told in plain words, with exit status 1."""
    try:
        app()
    except ContentError as error:
        _tell(error.problems)
        sys.exit(1)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port to serve on; the next free one where it is taken.")] = 8000,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Build the course where needed, and show it in the browser."""
    from widerwindow.site import serve as server

    course = _course()
    folder = _build(course)
    bound = server.bind(folder, port)
    if bound.server_port != port:
        _out.print(f"Port {port} is in use by another program, so this is port {bound.server_port}.")
    _out.print(f"The course is at {server.address(bound)}  (stop with Ctrl+C)")
    server.run(bound, open_browser)


@app.command()
def build(
    offline: Annotated[bool, typer.Option("--offline", help="Make one zip of them too, for a USB stick.")] = False,
) -> None:
    """Build the course's pages into _build/html."""
    from widerwindow.site import offline as stick

    course = _course()
    stale = locate(course.organisation().unchecked(date.today()), course.root / "organisation.yml")
    if stale:
        raise ContentError(stale)
    folder = _build(course)
    _out.print(f"The course is in {folder}")
    if offline:
        file = stick.pack(course, folder)
        _out.print(f"For a USB stick: {_short(file)} ({file.stat().st_size / 1000:.0f} kB).", markup=False)
        _out.print(f"Unpack it on the stick, and open {stick.FIRST} there. It needs no network.", markup=False)


@app.command()
def check() -> None:
    """Look for mistakes in pages, scenarios, self-checks, worksheets, quizzes and helplines."""
    course = _course()
    problems = course.problems(date.today())
    if problems:
        raise ContentError(problems)
    _out.print(f"No mistakes found in {len(course.pages())} pages and what they show.")


@app.command()
def release(quiz: Quiz) -> None:
    """Make a quiz's notebook for learners; its page shows it after the next build."""
    from widerwindow.grading import assignment

    _out.print(f"The notebook for learners is {_short(assignment.release(_course(), quiz))}")


@app.command()
def collect(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE_OR_FOLDER...", help="What learners sent; zips too.")],
) -> None:
    """Take in what learners handed in. What cannot be taken in is kept aside and listed with its reason."""
    from widerwindow.grading.collect import collect as take_in

    with _bar("Collecting") as tell:
        collected = take_in(_course(), paths, _counted("Collecting", tell))
    for each in collected:
        if each.outcome != "refused":
            _line(f"{each.learner}: {_OUTCOMES[each.outcome]}", f"({each.name})")
    refused = [each for each in collected if each.outcome == "refused"]
    for each in refused:
        _line(f"{each.name}: not collected.", each.reason, each.kept and f"Kept in {_short(each.kept)}")
    _out.print(f"{len(collected) - len(refused)} collected, {len(refused)} not.")
    if refused or not collected:
        raise typer.Exit(1)


@app.command()
def autograde(quiz: Quiz) -> None:
    """Mark what a machine can mark. Answers are read, never run."""
    from widerwindow.grading.autograde import autograde as mark

    with _bar("Marking") as tell:
        marked = mark(_course(), quiz, _counted("Marking", tell))
    for each in marked:
        _line(f"{each.learner}: {each.points:g} of {each.out_of:g} so far.", each.unreadable)
        for question, reason in each.needs_a_look.items():
            if not each.unreadable:
                _out.print(f"  needs a look: {question}: {reason}", markup=False)
    _out.print(f"{len(marked)} hand-ins marked, {sum(bool(each.waits) for each in marked)} wait for you in formgrader.")
    if any(each.unreadable for each in marked):
        raise typer.Exit(1)


@app.command()
def feedback(quiz: Quiz) -> None:
    """Make a page of feedback for each learner."""
    from widerwindow.grading.feedback import feedback as give_back

    with _bar("Writing feedback") as tell:
        given = give_back(_course(), quiz, _counted("Writing feedback", tell))
    for each in given:
        _line(f"{each.learner}: {_short(each.page) if each.page else 'no page.'}", each.reason)
    if not all(each.page for each in given):
        raise typer.Exit(1)


@app.command()
def export() -> None:
    """Write all grades to exercises/grades.csv, for a spreadsheet."""
    from widerwindow.grading.export import export as write_grades

    course = _course()
    file = course.exercises / "grades.csv"
    count = write_grades(course, course.quizzes(), file)
    _out.print(f"{count} hand-ins are in {_short(file)}", markup=False)


def _course() -> Course:
    return Course.around(Path.cwd())


def _line(*parts: object) -> None:
    _out.print(" ".join(str(part) for part in parts if part), markup=False)


def _counted(what: str, tell: Callable[[str, float], None]) -> Callable[[int, int, str], None]:
    return lambda done, total, name: tell(f"{what} {name}", done / total if total else 1.0)


def _short(path: Path) -> Path:
    """Return `path` as it looks from here, where it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _build(course: Course) -> Path:
    """Release what is not released yet, build what has changed, and return the site's folder."""
    from widerwindow.grading import assignment
    from widerwindow.site import build as builder

    stale = [quiz for quiz in course.quizzes() if not assignment.is_fresh(course, quiz)]
    if not stale and builder.is_fresh(course):
        return builder.site(course)
    problems = course.problems(date.min)  # on that day no helpline is due: a build tells of those, and goes on
    if problems:
        raise ContentError(problems)
    _warn_of_helplines(course)
    with _bar("Building") as tell:
        for quiz in stale:
            tell(f"Building: quiz {quiz}", 0.0)
            assignment.release(course, quiz)
        try:
            return builder.build(course, lambda what, done: tell(f"Building: {what}", done))
        except builder.BuildError as error:
            _out.print(str(error), markup=False)
            raise typer.Exit(1) from None


def _warn_of_helplines(course: Course) -> None:
    for fault in course.organisation().expired(date.today()):
        _out.print(f"{fault.wrong} {fault.instead}", markup=False)


def _tell(problems: list[Problem]) -> None:
    for problem in problems:
        _out.print(f"{_short(problem.file)}, line {problem.line}", style="bold", markup=False)
        _out.print(f"  {problem.wrong}\n  {problem.instead}", markup=False)
    _out.print("1 thing to mend." if len(problems) == 1 else f"{len(problems)} things to mend.")


@contextmanager
def _bar(first: str) -> Iterator[Callable[[str, float], None]]:
    """Show a bar, and yield what moves it: a function of what is being done and how much of it is."""
    columns = TextColumn("{task.description:<36}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %")
    with Progress(*columns, console=_out) as bar:
        task = bar.add_task(first, total=1.0)
        yield lambda what, done: bar.update(task, description=what, completed=done)


if __name__ == "__main__":
    main()
