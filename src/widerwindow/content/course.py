"""Where a course's files are."""

import os
import re
from contextlib import suppress
from pathlib import Path

import yaml

from widerwindow.content.about.contents import Contents, read_contents
from widerwindow.content.about.module import Module
from widerwindow.content.about.organisation import Organisation
from widerwindow.content.about.profile import Profile
from widerwindow.content.about.reviews import Reviews
from widerwindow.content.about.routes import Routes
from widerwindow.content.activities.comparison import Comparison
from widerwindow.content.activities.data_table import Data
from widerwindow.content.activities.figure import Figure
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.selfcheck import SelfCheck
from widerwindow.content.activities.worksheet import Worksheet
from widerwindow.content.checks.guessing import Rule, rules
from widerwindow.content.checks.language import Language
from widerwindow.content.checks.themes import Themes
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import AnyFile, Named, locate, read, read_text
from widerwindow.content.pages.page import Page, page_at
from widerwindow.content.pictures.library import Asked, Library
from widerwindow.content.questions import Question, Use
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.drawing import Drawn
from widerwindow.content.quizzes.extensions import Extensions
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

PLACES: dict[type[Named], str] = {
    Scenario: "book/*/scenarios/{}.yml",
    SelfCheck: "book/*/checks/{}.yml",
    Worksheet: "book/*/worksheets/{}.yml",
    Comparison: "book/*/comparisons/{}.yml",
    Figure: "book/*/figures/{}.yml",
    Data: "book/*/data/{}.yml",
    Quiz: "exercises/quizzes/{}.yml",
    Bank: "exercises/bank/{}.yml",
}
"""Each kind of YAML file, and where its files are."""

PRACTICE = (Scenario, SelfCheck, Worksheet, Comparison, Figure)
"""The kinds that a learner practises with."""

_BIB_KEY = re.compile(r"^@\w+\{([^,\s]+)", re.MULTILINE)


class Course:
    """A folder with `book/course.yml`, `organisation.yml`, `_config.yml`, `book/` and `exercises/`.

    Groups may take it beside each other. What is a learner's, and what is made of that, is in the `classroom`: that of
    one cohort, or `exercises/` itself for who is in none. All else is shared.
    """

    def __init__(self, root: Path, cohort: str | None = None) -> None:
        self.root = root
        self.book = root / "book"
        self.exercises = root / "exercises"
        self.cohort = cohort
        self.cohorts = self.exercises / "cohorts"
        self.classroom = self.cohorts / cohort if cohort else self.exercises
        self.profile_file = self.book / "course.yml"
        self.organisation_file = root / "organisation.yml"

    @classmethod
    def around(cls, start: Path) -> "Course":
        """Return the course that `start` lies in, or the one named by WIDERWINDOW_COURSE.

        Raises ContentError where there is none.
        """
        named = os.environ.get("WIDERWINDOW_COURSE")
        found = cls.holding(Path(named)) if named else cls.holding(start, *start.parents)
        if found:
            return found
        raise ContentError([Problem(start, 1, *_say.advice("no_course"))])

    @classmethod
    def holding(cls, *folders: Path) -> "Course | None":
        """Return the first of `folders` that is a course."""
        for folder in folders:
            if (folder / "organisation.yml").is_file() and (folder / "_config.yml").is_file():
                return cls(folder)
        return None

    @property
    def title(self) -> str:
        """What the course is called; "" where nothing says it."""
        settings = yaml.safe_load((self.root / "_config.yml").read_text(encoding="utf-8")) or {}
        return str(settings.get("title") or "")

    def of_cohort(self, name: str | None) -> "Course":
        """Return the course with the classroom of the cohort called `name`. Raises ContentError where there is none."""
        known = sorted(folder.name for folder in self.cohorts.glob("[!.]*/"))
        if name is not None and name not in known:
            advice = _say.advice("unknown_cohort", cohort=name, known=known or [_say("none_yet")])
            raise ContentError([Problem(self.cohorts, 1, *advice)])
        return Course(self.root, name)

    def classrooms(self) -> list["Course"]:
        """Return the course with each of its classrooms: that of who is in no cohort, then those of the cohorts."""
        return [Course(self.root), *(Course(self.root, each.name) for each in sorted(self.cohorts.glob("[!.]*/")))]

    def read(self, file: Path, model: type[AnyFile]) -> AnyFile:
        """Return what a file of the course holds, its times on the clocks of the course. Raises ContentError."""
        return read(file, model, zone=self.profile().zone)

    def files(self, model: type[Named]) -> list[Path]:
        """Return the files of one kind, in the order of their paths."""
        return sorted(self.root.glob(PLACES[model].format("[!.]*")))

    def path(self, model: type[Named], name: str) -> Path:
        """Return the file of one kind called `name`. Raises ContentError where there is none."""
        for file in self.files(model):
            if file.stem == name:
                return file
        known = [file.stem for file in self.files(model)] or [_say("none_yet")]
        advice = _say.advice("unknown_file", file=PLACES[model].format(name), known=known)
        raise ContentError([Problem(self.root, 1, *advice)])

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

    def figure(self, name: str) -> Figure:
        """Return a figure to take hold of. Raises ContentError."""
        return read(self.path(Figure, name), Figure)

    def data(self, name: str) -> Data:
        """Return a table of numbers. Raises ContentError."""
        return read(self.path(Data, name), Data)

    def number(self, name: str) -> str:
        """Return the number that a page quotes as `data:row` or `data:row:of`. Raises ContentError."""
        numbers = self.data(name.partition(":")[0]).numbers()
        if name not in numbers:
            raise ContentError([Problem(self.root, 1, *_say.advice("no_number", number=name, known=numbers))])
        return numbers[name]

    def quiz(self, name: str) -> Quiz:
        """Return a quiz with its key, and with what was drawn for it, if that was done. Raises ContentError."""
        return self.with_drawn(self.quiz_as_written(name))

    def with_drawn(self, quiz: Quiz) -> Quiz:
        """Return `quiz` with what was drawn for it, if that was done. Raises ContentError."""
        name, drawn = quiz.id, self.drawn(quiz.id)
        if not quiz.draw or not drawn:
            return quiz
        bank = self.bank()
        gone = [question for question in drawn.questions if question not in bank]
        if gone:
            known = gone[0] in self.bank("practice")
            advice = _say.advice("drawn_for_practice" if known else "drawn_and_gone", question=gone[0], quiz=name)
            raise ContentError([Problem(self.draw_file(name), 1, *advice)])
        questions = [*quiz.questions, *(bank[question] for question in drawn.questions)]
        return quiz.model_copy(update={"questions": questions})

    def quiz_as_written(self, name: str) -> Quiz:
        """Return a quiz with the questions in its own file only. Raises ContentError."""
        return self.read(self.path(Quiz, name), Quiz)

    def bank(self, use: Use = "graded") -> dict[str, Question]:
        """Return the questions of the bank that are for one `use`, by their ids. Raises ContentError."""
        return {each.id: each for file in self.files(Bank) for each in read(file, Bank).used_for(use)}

    def draw_file(self, name: str) -> Path:
        """Return the file that keeps what was drawn for the quiz `name`."""
        return self.exercises / "draws" / f"{name}.yml"

    def drawn(self, name: str) -> Drawn | None:
        """Return what was drawn for the quiz `name`; None where nothing was yet. Raises ContentError."""
        file = self.draw_file(name)
        return read(file, Drawn) if file.is_file() else None

    def quizzes(self) -> list[str]:
        """Return the names of all quizzes."""
        return [file.stem for file in self.files(Quiz)]

    def extensions(self) -> Extensions:
        """Return who has more time for a quiz: nobody, where there is no such file. Raises ContentError."""
        file = self.classroom / "extensions.yml"
        return self.read(file, Extensions) if file.is_file() else Extensions()

    def sound_extensions(self) -> Extensions:
        """Return the same. Raises ContentError also where one would not give the time that was meant."""
        found, file = self.extensions(), self.classroom / "extensions.yml"
        wrong = locate(found.harm(self._readable_quizzes()), file) if found.extensions else []
        if wrong:
            raise ContentError(wrong)
        return found

    def _readable_quizzes(self) -> dict[str, Quiz | None]:
        quizzes: dict[str, Quiz | None] = dict.fromkeys(self.quizzes())
        for name in quizzes:
            with suppress(ContentError):
                quizzes[name] = self.quiz_as_written(name)
        return quizzes

    def practice(self) -> dict[str, tuple[Path, type[Named]]]:
        """Return the file and the kind of everything that a learner can practise with, by id."""
        return {file.stem: (file, model) for model in PRACTICE for file in self.files(model)}

    def modules(self) -> list[str]:
        """Return the names of all modules, the book's folders that have an overview, as `_toc.yml` orders them."""
        order = self.contents().order() if (self.root / "_toc.yml").is_file() else []
        names = sorted(page.parent.name for page in self.book.glob("*/index.md"))
        place = {page: number for number, page in enumerate(order)}
        return sorted(names, key=lambda name: place.get(f"{name}/index", len(order)))

    def contents(self) -> Contents:
        """Return the pages of the book in their order. Raises ContentError."""
        return read_contents(self.root / "_toc.yml", self.book)

    def profile(self) -> Profile:
        """Return what the course is to the engine. Raises ContentError."""
        return read(self.profile_file, Profile)

    def module(self, name: str) -> Module:
        """Return a module. Raises ContentError."""
        return read(self.book / name / "module.yml", Module)

    def modules_by_name(self) -> dict[str, Module]:
        """Return all modules that say what they are for, in their order, by their names. Raises ContentError."""
        return {name: self.module(name) for name in self.modules() if (self.book / name / "module.yml").is_file()}

    def routes(self) -> Routes | None:
        """Return the ways through the course; None where its profile says that there are none. Raises ContentError."""
        return self._named(self.profile().routes, Routes)

    def reviews(self) -> Reviews | None:
        """Return who has reviewed what; None where the course does not say so. Raises ContentError."""
        record = self.profile().reviews
        return self._named(record.file if record else None, Reviews)

    def organisation(self) -> Organisation:
        """Return whose copy this is. Raises ContentError."""
        return read(self.organisation_file, Organisation)

    def themes(self) -> Themes | None:
        """Return the themes that content notes may name; None where any will do. Raises ContentError."""
        return self._named(self.profile().themes, Themes)

    def language(self) -> Language | None:
        """Return how the course speaks; None where it has no rules for that. Raises ContentError."""
        return self._named(self.profile().language_rules, Language)

    def ways_to_guess(self) -> list[Rule]:
        """Return how a stranger might guess, by the words that the course names if it does. Raises ContentError."""
        language = self.language()
        return rules(language.tone if language else None)

    def _named(self, file: str | None, model: type[AnyFile]) -> AnyFile | None:
        return read(self.root / file, model) if file else None

    def pictures(self) -> Library:
        """Return the pictures that the course has drawn."""
        return Library(self.book / "pictures")

    def pictured(self) -> list[Asked]:
        """Return each picture that a cover or a scenario asks for, once. Raises ContentError."""
        covers = [self.profile().cover, *(module.cover for module in self.modules_by_name().values())]
        places = [asked for file in self.files(Scenario) for _, asked in read(file, Scenario).pictures()]
        found = [asked for asked in [*covers, *places] if asked]
        return [asked for position, asked in enumerate(found) if asked not in found[:position]]

    def sources(self) -> set[str]:
        """Return the keys of the sources in `references.bib`. Raises ContentError."""
        bib = self.book / "references.bib"
        return set(_BIB_KEY.findall(read_text(bib))) if bib.is_file() else set()

    def pages(self) -> list[Path]:
        """Return the book's pages, without what was built and what programs keep beside files for themselves."""
        depth = len(self.book.parts)
        found = ((page, page.parts[depth:]) for page in self.book.rglob("[!.]*.md"))
        return sorted(page for page, parts in found if parts[0] != "_build" and ".ipynb_checkpoints" not in parts)

    def page(self, name: str) -> Page:
        """Return the page called `name`, its path inside the book without its ending. Raises ContentError."""
        return page_at(self.book / f"{name}.md")

    def page_files(self) -> dict[str, Path]:
        """Return the files of the book's pages by their names."""
        return {file.relative_to(self.book).with_suffix("").as_posix(): file for file in self.pages()}

    def worked(self, question: Question) -> str | None:
        """Return the scored answers to a practice case, in Markdown; None where there are none. Raises ContentError."""
        place = question.worked()
        if not place or not (file := self.book / f"{place.page}.md").is_file():
            return None
        page = page_at(file)
        return page.under(place.under) if page.for_trainers else None

    def for_trainers(self) -> set[str]:
        """Return the names of the pages for trainers alone. Raises ContentError."""
        return {name for name, file in self.page_files().items() if page_at(file).for_trainers}

    def name(self, file: Path) -> str:
        """Return the path of `file` inside the book, or inside the course where it lies outside."""
        return file.relative_to(self.book if file.is_relative_to(self.book) else self.root).as_posix()
