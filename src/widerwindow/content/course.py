"""Where a course's files are, and what is wrong in any of them."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from widerwindow.content import balance, ledger
from widerwindow.content.comparison import Comparison
from widerwindow.content.data import Data
from widerwindow.content.language import Language
from widerwindow.content.module import Module
from widerwindow.content.organisation import Organisation
from widerwindow.content.page import front_matter, quoted, shown
from widerwindow.content.passages import Writing, as_part_of, writing
from widerwindow.content.problems import ContentError, Fault, Problem
from widerwindow.content.quiz import Quiz
from widerwindow.content.reading import Named, locate, read
from widerwindow.content.reviews import Reviews
from widerwindow.content.routes import Routes
from widerwindow.content.scenario import Scenario
from widerwindow.content.selfcheck import SelfCheck
from widerwindow.content.themes import Themes
from widerwindow.content.worksheet import Worksheet

_PLACES: dict[type[Named], str] = {
    Scenario: "book/*/scenarios/{}.yml",
    SelfCheck: "book/*/checks/{}.yml",
    Worksheet: "book/*/worksheets/{}.yml",
    Comparison: "book/*/comparisons/{}.yml",
    Data: "book/*/data/{}.yml",
    Quiz: "exercises/quizzes/{}.yml",
}
_UNDER_PAGES_NOTE = {"comparisons", "data"}
"""The folders of files that have no content note of their own."""

_PRACTICE = (Scenario, SelfCheck, Worksheet, Comparison)
_OVERVIEW = re.compile(r"\bfile: ([^/\s]+)/index\b")
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

    def comparison(self, name: str) -> Comparison:
        """Return a comparison. Raises ContentError."""
        return read(self.path(Comparison, name), Comparison)

    def data(self, name: str) -> Data:
        """Return a table of numbers. Raises ContentError."""
        return read(self.path(Data, name), Data)

    def number(self, name: str) -> str:
        """Return the number that a page quotes as `data:row` or `data:row:of`. Raises ContentError."""
        numbers = self.data(name.partition(":")[0]).numbers()
        if name not in numbers:
            instead = f"Write one of: {', '.join(numbers)}."
            raise ContentError([Problem(self.root, 1, f"There is no number `{name}`.", instead)])
        return numbers[name]

    def quiz(self, name: str) -> Quiz:
        """Return a quiz with its key. Raises ContentError."""
        return read(self.path(Quiz, name), Quiz)

    def quizzes(self) -> list[str]:
        """Return the names of all quizzes."""
        return [file.stem for file in self.files(Quiz)]

    def practice(self) -> dict[str, tuple[Path, type[Named]]]:
        """Return the file and the kind of everything that a learner can practise with, by id."""
        return {file.stem: (file, model) for model in _PRACTICE for file in self.files(model)}

    def modules(self) -> list[str]:
        """Return the names of all modules, the book's folders that have an overview, as `_toc.yml` orders them."""
        toc = self.root / "_toc.yml"
        order = _OVERVIEW.findall(toc.read_text(encoding="utf-8")) if toc.is_file() else []
        names = sorted(page.parent.name for page in self.book.glob("*/index.md"))
        return sorted(names, key=lambda name: order.index(name) if name in order else len(order))

    def module(self, name: str) -> Module:
        """Return a module. Raises ContentError."""
        return read(self.book / name / "module.yml", Module)

    def routes(self) -> Routes:
        """Return the ways through the course. Raises ContentError."""
        return read(self.book / "routes.yml", Routes)

    def reviews(self) -> Reviews:
        """Return who has reviewed what. Raises ContentError."""
        return read(self.book / "reviews.yml", Reviews)

    def organisation(self) -> Organisation:
        """Return whose copy this is. Raises ContentError."""
        return read(self.root / "organisation.yml", Organisation)

    def pages(self) -> list[Path]:
        """Return the book's pages."""
        return sorted(page for page in self.book.rglob("*.md") if not page.is_relative_to(self.book / "_build"))

    def problems(self, today: date) -> list[Problem]:
        """Return everything in the course that has to be mended, file by file."""
        parts, found = self._parts()
        found += self._in_organisation(today)
        found += self._in_pages()
        found += self._in_names()
        found += self._in_modules()
        unreadable = {problem.file for problem in found}
        found += self._in_reviews()
        found += self._in_routes()
        found += self._in_ledgers(unreadable)
        found += self._in_numbers(unreadable)
        writings = self._writings(unreadable)
        found += self._in_notes(writings)
        found += self._in_words(writings)
        found += self._in_parts(parts)
        return sorted(self._shortened(problem) for problem in found)

    def _shortened(self, problem: Problem) -> Problem:
        file = problem.file.relative_to(self.root) if problem.file.is_relative_to(self.root) else problem.file
        return Problem(file, problem.line, problem.wrong, problem.instead)

    def _parts(self) -> tuple[dict[Path, Named], list[Problem]]:
        """Return every YAML file that can be read, and what is wrong in the others."""
        parts: dict[Path, Named] = {}
        found: list[Problem] = []
        for model in _PLACES:
            for file in self.files(model):
                try:
                    parts[file] = read(file, model)
                except ContentError as error:
                    found += error.problems
        return parts, found

    def _in_parts(self, parts: dict[Path, Named]) -> Iterator[Problem]:
        sources = self._sources()
        for file, part in parts.items():
            if isinstance(part, Scenario | Comparison | Data):
                yield from locate(part.unknown_sources(sources), file)
            if isinstance(part, Scenario):
                yield from locate(balance.in_scenes(part), file)
            if isinstance(part, SelfCheck | Quiz):
                yield from locate(balance.in_questions(part.questions), file)

    def _in_modules(self) -> Iterator[Problem]:
        exercises = self.practice()
        for name in self.modules():
            folder = self.book / name
            file = folder / "module.yml"
            if not file.is_file():
                wrong = "This module has no file `module.yml`."
                yield Problem(folder / "index.md", 1, wrong, "Copy that of another module, and change it.")
                continue
            try:
                module = self.module(name)
            except ContentError as error:
                yield from error.problems
                continue
            pages = {page.stem for page in folder.glob("*.md")}
            yield from locate(module.loose_names(name, pages, exercises), file)
            yield from self._in_quiz_of(module, file)

    def _in_quiz_of(self, module: Module, file: Path) -> Iterator[Problem]:
        if not module.quiz:
            return
        try:
            yield from locate(module.against(self.quiz(module.quiz)), file)
        except ContentError as error:
            if module.quiz not in self.quizzes():  # one that cannot be read has been told of already
                wrong = f"There is no quiz `{module.quiz}`."
                yield from locate([Fault(("quiz",), wrong, error.problems[0].instead)], file)

    def _in_numbers(self, unreadable: Collection[Path]) -> Iterator[Problem]:
        for page in self.pages():
            for name, line in quoted(page):
                try:
                    self.number(name)
                except ContentError as error:
                    if not any(problem.file in unreadable for problem in error.problems):
                        yield from (replace(problem, file=page, line=line) for problem in error.problems)

    def _in_ledgers(self, unreadable: Collection[Path]) -> Iterator[Problem]:
        for name in self.modules():
            folder = self.book / name
            if not any(file.is_relative_to(folder) and file.suffix == ".yml" for file in unreadable):
                yield from ledger.problems_in(folder, self._sources(), self._figures)

    def _figures(self, name: str) -> str:
        """Return what the table of numbers called `name` says, and what is worked out from it; "" if there is none."""
        try:
            return " ".join([self.path(Data, name).read_text(encoding="utf-8"), *self.data(name).numbers().values()])
        except ContentError:
            return ""

    def _in_routes(self) -> Iterator[Problem]:
        file = self.book / "routes.yml"
        if not file.is_file():
            return
        try:
            yield from locate(self.routes().unknown_modules(self.modules()), file)
        except ContentError as error:
            yield from error.problems

    def _in_reviews(self) -> Iterator[Problem]:
        try:
            reviews = self.reviews()
        except ContentError as error:
            yield from error.problems
            return
        names = [page.relative_to(self.book).as_posix() for page in self.pages()]
        yield from locate(reviews.of_nothing(names), self.book / "reviews.yml")

    def _writings(self, unreadable: Collection[Path]) -> list[Writing]:
        """Return everything that learners read and that can be read."""
        files = [*self.pages(), *(file for model in _PLACES for file in self.files(model))]
        return [writing(file, self._name(file)) for file in files if file not in unreadable]

    def _name(self, file: Path) -> str:
        return file.relative_to(self.book if file.is_relative_to(self.book) else self.root).as_posix()

    def _in_notes(self, writings: list[Writing]) -> Iterator[Problem]:
        try:
            themes = read(self.book / "themes.yml", Themes)
        except ContentError as error:
            yield from error.problems
            return
        yield from locate(themes.idle_exemptions(map(self._name, self.pages())), self.book / "themes.yml")
        pages = {page.path: page for page in writings if page.path.suffix == ".md"}
        showing = {widget.id: page for path, page in pages.items() for widget in shown(path)}
        for each in writings:
            yield from themes.unknown_in(each)
            yield from themes.missing_in(each)
            if each.path.parent.name in {"comparisons", "data"} and each.path.stem in showing:
                yield from themes.missing_in(as_part_of(showing[each.path.stem], each))

    def _in_words(self, writings: list[Writing]) -> Iterator[Problem]:
        try:
            language = read(self.book / "language.yml", Language)
        except ContentError as error:
            yield from error.problems
            return
        yield from locate(language.idle_exemptions(each.name for each in writings), self.book / "language.yml")
        for each in writings:
            yield from language.problems_in(each)

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
        known["Chart"] = known[Data.__name__]
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
        for model in (Scenario, SelfCheck, Worksheet, Comparison, Data):
            for file in self.files(model):
                if file.stem in taken:
                    wrong = f"The name `{file.stem}` is taken by {taken[file.stem].relative_to(self.root)}."
                    yield Problem(file, 1, wrong, "Give this file and its `id` another name.")
                taken.setdefault(file.stem, file)
