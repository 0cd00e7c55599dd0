"""Where a course's files are, and what is wrong in any of them."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from widerwindow.content.organisation import Organisation
from widerwindow.content.page import front_matter, shown
from widerwindow.content.problems import ContentError, Problem
from widerwindow.content.quiz import Quiz
from widerwindow.content.reading import Named, locate, read
from widerwindow.content.scenario import Scenario
from widerwindow.content.selfcheck import SelfCheck
from widerwindow.content.themes import Themes
from widerwindow.content.worksheet import Worksheet

_PLACES: dict[type[Named], str] = {
    Scenario: "book/*/scenarios/{}.yml",
    SelfCheck: "book/*/checks/{}.yml",
    Worksheet: "book/*/worksheets/{}.yml",
    Quiz: "exercises/quizzes/{}.yml",
}
_BIB_KEY = re.compile(r"^@\w+\{([^,\s]+)", re.MULTILINE)


class Course:
    """A folder with `_config.yml`, `organisation.yml`, `book/` and `exercises/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book = root / "book"
        self.exercises = root / "exercises"

    @classmethod
    def around(cls, start: Path) -> "Course":
        """Return the course that `start` lies in, or the one named by WIDERWINDOW_COURSE.

        Raises ContentError where there is none.
        """
        named = os.environ.get("WIDERWINDOW_COURSE")
        for folder in [Path(named)] if named else [start, *start.parents]:
            if (folder / "organisation.yml").is_file() and (folder / "_config.yml").is_file():
                return cls(folder)
        wrong = "This folder is not in a course: no `organisation.yml` with a `_config.yml` beside it."
        raise ContentError([Problem(start, 1, wrong, "Go to the course's folder and try again.")])

    def files(self, model: type[Named]) -> list[Path]:
        """Return the files of one kind, in the order of their paths."""
        return sorted(self.root.glob(_PLACES[model].format("*")))

    def path(self, model: type[Named], name: str) -> Path:
        """Return the file of one kind called `name`. Raises ContentError where there is none."""
        for file in self.files(model):
            if file.stem == name:
                return file
        known = ", ".join(file.stem for file in self.files(model)) or "none yet"
        wrong = f"There is no file `{_PLACES[model].format(name)}`."
        raise ContentError([Problem(self.root, 1, wrong, f"Check the name. Known ones: {known}.")])

    def scenario(self, name: str) -> Scenario:
        """Return a scenario. Raises ContentError."""
        return read(self.path(Scenario, name), Scenario)

    def self_check(self, name: str) -> SelfCheck:
        """Return a self-check. Raises ContentError."""
        return read(self.path(SelfCheck, name), SelfCheck)

    def worksheet(self, name: str) -> Worksheet:
        """Return a worksheet. Raises ContentError."""
        return read(self.path(Worksheet, name), Worksheet)

    def quiz(self, name: str) -> Quiz:
        """Return a quiz with its key. Raises ContentError."""
        return read(self.path(Quiz, name), Quiz)

    def quizzes(self) -> list[str]:
        """Return the names of all quizzes."""
        return [file.stem for file in self.files(Quiz)]

    def organisation(self) -> Organisation:
        """Return whose copy this is. Raises ContentError."""
        return read(self.root / "organisation.yml", Organisation)

    def pages(self) -> list[Path]:
        """Return the book's pages."""
        return sorted(page for page in self.book.rglob("*.md") if not page.is_relative_to(self.book / "_build"))

    def problems(self, today: date) -> list[Problem]:
        """Return everything in the course that has to be mended, file by file."""
        parts = self._in_files(), self._in_organisation(today), self._in_pages(), self._in_names()
        found = [problem for part in parts for problem in part]
        unreadable = {problem.file for problem in found}
        found += self._in_notes([file for file in self._noted() if file not in unreadable])
        return sorted(self._shortened(problem) for problem in found)

    def _shortened(self, problem: Problem) -> Problem:
        file = problem.file.relative_to(self.root) if problem.file.is_relative_to(self.root) else problem.file
        return Problem(file, problem.line, problem.wrong, problem.instead)

    def _in_files(self) -> Iterator[Problem]:
        sources = self._sources()
        for model in _PLACES:
            for file in self.files(model):
                try:
                    part = read(file, model)
                except ContentError as error:
                    yield from error.problems
                    continue
                if isinstance(part, Scenario):
                    yield from locate(part.unknown_sources(sources), file)

    def _noted(self) -> list[Path]:
        return [*self.pages(), *self.files(Scenario), *self.files(SelfCheck), *self.files(Quiz)]

    def _in_notes(self, files: list[Path]) -> Iterator[Problem]:
        try:
            themes = read(self.book / "themes.yml", Themes)
        except ContentError as error:
            yield from error.problems
            return
        names = [page.relative_to(self.book).as_posix() for page in self.pages()]
        yield from locate(themes.idle_exemptions(names), self.book / "themes.yml")
        for file in files:
            if file.suffix == ".md":
                yield from themes.in_page(file, file.relative_to(self.book).as_posix())
            elif file.parent.name == "scenarios":
                yield from themes.in_scenario(file)
            else:
                yield from themes.in_questions(file)

    def _sources(self) -> set[str]:
        bib = self.book / "references.bib"
        return set(_BIB_KEY.findall(bib.read_text(encoding="utf-8"))) if bib.is_file() else set()

    def _in_organisation(self, today: date) -> Iterator[Problem]:
        try:
            organisation = self.organisation()
        except ContentError as error:
            yield from error.problems
            return
        yield from locate(organisation.expired(today), self.root / "organisation.yml")

    def _in_pages(self) -> Iterator[Problem]:
        known = {model.__name__: {file.stem for file in self.files(model)} for model in _PLACES}
        for page in self.pages():
            try:
                front_matter(page)
            except ContentError as error:
                yield from error.problems
            for widget in shown(page):
                if widget.id not in known[widget.widget]:
                    wrong = f'`{widget.widget}("{widget.id}")` names no file.'
                    instead = f"Write one of: {', '.join(sorted(known[widget.widget])) or 'none yet'}."
                    yield Problem(page, widget.line, wrong, instead)

    def _in_names(self) -> Iterator[Problem]:
        taken: dict[str, Path] = {}
        for model in (Scenario, SelfCheck, Worksheet):
            for file in self.files(model):
                if file.stem in taken:
                    wrong = f"The name `{file.stem}` is taken by {taken[file.stem].relative_to(self.root)}."
                    yield Problem(file, 1, wrong, "Give this file and its `id` another name.")
                taken.setdefault(file.stem, file)
