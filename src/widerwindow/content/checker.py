"""Looks for everything in a course that its author has to mend."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from widerwindow.content.about.contents import Contents
from widerwindow.content.about.logo import wrong_with
from widerwindow.content.about.module import Module
from widerwindow.content.about.organisation import Organisation
from widerwindow.content.about.profile import Profile
from widerwindow.content.activities.comparison import Comparison
from widerwindow.content.activities.data_table import Data
from widerwindow.content.activities.figure import Figure
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.selfcheck import SelfCheck
from widerwindow.content.checks import (
    balance,
    drawn,
    first_uses,
    glossary,
    halves,
    heads,
    ledger,
    leftovers,
    lost_text,
    markup,
    pictures,
    practised,
    references,
    structure,
    taken_names,
)
from widerwindow.content.checks.guessing import LONGEST
from widerwindow.content.core.problems import ContentError, Fault, Problem
from widerwindow.content.core.reading import Named, Where, locate, read, read_text, read_tree
from widerwindow.content.course import PLACES, PRACTICE, Course
from widerwindow.content.deck import to_practise
from widerwindow.content.pages.cells import Unclear
from widerwindow.content.pages.page import Page, covers, page_at
from widerwindow.content.pages.passages import Writing, as_part_of, writing
from widerwindow.content.pictures.library import Asked
from widerwindow.content.questions import Offer
from widerwindow.content.quizzes import drawing
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)
_UNDER_PAGES_NOTE = ("comparisons", "data", "figures")
"""The folders of files that have no content note of their own."""


def problems(course: Course, today: date) -> list[Problem]:
    """Return everything in the course that has to be mended, and what is only advice, file by file."""
    try:
        found = list(_in_course(course, today, course.profile(), course.contents()))
    except ContentError as error:  # without these two files nothing else can be judged
        found = error.problems
    return sorted({_shortened(course, problem) for problem in found})


def _in_course(course: Course, today: date, profile: Profile, contents: Contents) -> Iterator[Problem]:
    parts, found = _parts(course, profile.zone)
    for_trainers = _for_trainers(course)
    for look in (
        _in_profile(course, profile),
        _in_contents(course, contents),
        _for_everyone(course, profile, contents, for_trainers),
        _in_organisation(course, profile, today),
        _in_pages(course),
        _in_names(course),
        _in_modules(course, contents, for_trainers),
    ):
        found += _told(look)
    unreadable = {problem.file for problem in found}
    writings = _writings(course, unreadable)
    for look in (
        _on_pages(course, for_trainers),
        _in_yaml(course, unreadable),
        _in_reviews(course),
        _in_routes(course, contents, for_trainers),
        _in_extensions(course, parts),
        _in_bank(course, parts),
        _in_worked(course, parts),
        _in_ledgers(course, unreadable),
        _in_numbers(course, unreadable),
        _in_notes(course, writings),
        _in_words(course, writings),
        _in_texts(writings),
        _in_pictures(course, parts),
        _in_glossary(course, profile, contents, for_trainers, writings),
        _in_parts(course, profile, parts),
        _in_guesses(course, _offers(course, profile, parts)),
    ):
        found += _told(look)
    yield from found


def _told(look: Iterator[Problem]) -> Iterator[Problem]:
    """Yield what `look` yields, and what is wrong in the file that it needs and cannot read."""
    try:
        yield from look
    except ContentError as error:
        yield from error.problems


def _shortened(course: Course, problem: Problem) -> Problem:
    file = problem.file.relative_to(course.root) if problem.file.is_relative_to(course.root) else problem.file
    return replace(problem, file=file)


def _parts(course: Course, zone: str) -> tuple[dict[Path, Named], list[Problem]]:
    """Return every YAML file that can be read, and what is wrong in the others."""
    parts: dict[Path, Named] = {}
    found: list[Problem] = []
    for model in PLACES:
        for file in course.files(model):
            try:
                parts[file] = read(file, model, zone)
            except ContentError as error:
                found += _misplaced(file, model) or error.problems
    return parts, found


def _misplaced(file: Path, model: type[Named]) -> list[Problem]:
    """Return that a file which cannot be read as `model` is of another kind, by what it must have and may have."""
    with suppress(ContentError):
        keys = {key.value for key, _ in read_tree(file).value}
        fitting = [other for other in PLACES if _may_be(keys, other)]
        if fitting and model not in fitting:
            folder = Path(PLACES[fitting[0]]).parent.name
            return [Problem(file, 1, *_say.advice("looks_like", folder=folder))]
    return []


def _may_be(keys: Collection[str], model: type[Named]) -> bool:
    needed = {name for name, field in model.model_fields.items() if field.is_required()}
    return needed <= set(keys) <= model.model_fields.keys()


def _in_parts(course: Course, profile: Profile, parts: dict[Path, Named]) -> Iterator[Problem]:
    sources, ways = course.sources(), course.ways_to_guess()
    comparisons = {part.id: part for part in parts.values() if isinstance(part, Comparison)}
    for file, part in parts.items():
        if isinstance(part, Scenario | Comparison | Data):
            yield from locate(part.unknown_sources(sources), file)
        if isinstance(part, Figure):
            yield from locate(part.against(comparisons), file)
        if isinstance(part, Scenario):
            yield from locate(part.unknown_variables(profile.variables or {}), file)
            yield from _advice(balance.in_scenes(part, profile.better, [LONGEST]), file)
        if isinstance(part, Quiz):
            yield from _advice(part.emptiness(), file)
        if isinstance(part, SelfCheck | Quiz | Bank):
            told = [LONGEST] if isinstance(part, SelfCheck) else ways
            yield from _advice(balance.in_questions(part.questions, told), file)


def _advice(faults: Iterator[Fault], file: Path) -> Iterator[Problem]:
    return (replace(problem, advice=True) for problem in locate(faults, file))


def offers(course: Course) -> dict[str, list[Offer]]:
    """Return what there is to choose among in each file that can be read, by its path. Raises ContentError."""
    profile = course.profile()
    return _offers(course, profile, _parts(course, profile.zone)[0])


def _offers(course: Course, profile: Profile, parts: dict[Path, Named]) -> dict[str, list[Offer]]:
    found = {file: balance.offers(part, profile.better) for file, part in parts.items()}
    return {file.relative_to(course.root).as_posix(): given for file, given in found.items() if given}


def _in_guesses(course: Course, given: dict[str, list[Offer]]) -> Iterator[Problem]:
    for advice in balance.in_course(given, course.ways_to_guess()):
        yield Problem(course.profile_file, 1, *advice)


def _in_modules(course: Course, contents: Contents, for_trainers: Collection[str]) -> Iterator[Problem]:
    exercises = course.practice()
    for name in course.modules():
        folder = course.book / name
        file = folder / "module.yml"
        if not file.is_file():
            yield Problem(folder / "index.md", 1, *_say.advice("no_module_file"))
            continue
        try:
            module = course.module(name)
        except ContentError as error:
            yield from error.problems
            continue
        yield from locate(module.loose_names(name, _pages(contents, name, for_trainers), exercises), file)
        yield from _in_quiz_of(course, module, file)


def _in_quiz_of(course: Course, module: Module, file: Path) -> Iterator[Problem]:
    if not module.quiz:
        return
    try:
        yield from locate(module.against(course.quiz(module.quiz)), file)
    except ContentError as error:
        if module.quiz not in course.quizzes():  # one that cannot be read has been told of already
            advice = _say.advice("no_quiz", quiz=module.quiz, hint=error.problems[0].hint)
            yield from locate([Fault(("quiz",), *advice)], file)


def _in_numbers(course: Course, unreadable: Collection[Path]) -> Iterator[Problem]:
    for page in course.pages():
        for number in page_at(page).numbers:
            try:
                course.number(number.content)
            except ContentError as error:
                if not any(problem.file in unreadable for problem in error.problems):
                    yield from (replace(problem, file=page, line=number.line) for problem in error.problems)


def _in_ledgers(course: Course, unreadable: Collection[Path]) -> Iterator[Problem]:
    sources, figures = course.sources(), partial(_figures, course)
    for name in course.modules():
        folder = course.book / name
        if not any(file.is_relative_to(folder) and file.suffix == ".yml" for file in unreadable):
            yield from ledger.problems_in(folder, sources, figures)


def _figures(course: Course, name: str) -> str:
    """Return what the table of numbers called `name` says, and what is worked out from it; "" if there is none."""
    try:
        return " ".join([course.path(Data, name).read_text(encoding="utf-8"), *course.data(name).numbers().values()])
    except ContentError:
        return ""


def _in_routes(course: Course, contents: Contents, for_trainers: Collection[str]) -> Iterator[Problem]:
    routes = course.routes()
    if routes:
        pages = {name: _pages(contents, name, for_trainers) for name in course.modules()}
        yield from locate(routes.unknown(pages), course.book / "routes.yml")


def _pages(contents: Contents, module: str, for_trainers: Collection[str]) -> list[str]:
    """Return the names of a module's pages for learners, in their order, its overview among them."""
    return [page for page in contents.inside(module) if f"{module}/{page}" not in for_trainers]


def _in_extensions(course: Course, parts: dict[Path, Named]) -> Iterator[Problem]:
    quizzes = {path.stem: parts.get(path) for path in course.files(Quiz)}
    known = {name: quiz if isinstance(quiz, Quiz) else None for name, quiz in quizzes.items()}
    for group in course.classrooms():
        file = group.classroom / "extensions.yml"
        if file.is_file():
            yield from locate(group.extensions().against(known), file)


def _in_bank(course: Course, parts: dict[Path, Named]) -> Iterator[Problem]:
    banks = {file: part for file, part in parts.items() if isinstance(part, Bank)}
    seen: dict[str, str] = {}
    outcomes, modules = _outcomes(course, parts), course.modules()
    for file, bank in banks.items():
        yield from locate(bank.unknown_modules(modules), file)
        yield from locate(_twice(bank, seen), file)
        seen.update({question.id: file.name for question in bank.questions})
        yield from locate(_lost_outcomes(bank, outcomes), file)
    graded, practice = (
        {question.id: question for bank in banks.values() for question in bank.used_for(use)}
        for use in ("graded", "practice")
    )
    known = practised.marks(parts)
    for file, part in parts.items():
        if isinstance(part, SelfCheck):
            yield from locate(_lost_outcomes(part, outcomes), file)
        yield from locate(practised.graded_too(part, known), file)
        if isinstance(part, Quiz):
            yield from locate(drawing.shortages(part, graded, practice), file)


def _in_worked(course: Course, parts: dict[Path, Named]) -> Iterator[Problem]:
    """Yield where a question says that scored answers stand and none do."""
    for file, part in parts.items():
        if isinstance(part, Quiz | Bank):
            for position, question in enumerate(part.questions):
                place = question.worked()
                if place and not course.worked(question):
                    advice = _say.advice("no_worked", page=place.page, heading=place.under)
                    yield from locate([Fault(("questions", position, "examples"), *advice)], file)


def _twice(bank: Bank, seen: Mapping[str, str]) -> Iterator[Fault]:
    for position, question in enumerate(bank.questions):
        if question.id in seen:
            advice = _say.advice("question_twice", question=question.id, file=seen[question.id])
            yield Fault(("questions", position, "id"), *advice)


def _outcomes(course: Course, parts: dict[Path, Named]) -> set[str]:
    """Return the outcomes of all quizzes and modules that can be read."""
    found = {outcome for part in parts.values() if isinstance(part, Quiz) for outcome in part.outcomes}
    for name in course.modules():
        with suppress(ContentError):
            found |= course.module(name).outcomes.keys()
    return found


def _lost_outcomes(part: Bank | SelfCheck, known: Collection[str]) -> Iterator[Fault]:
    for position, question in enumerate(part.questions):
        if question.outcome and question.outcome not in known:
            advice = _say.advice("no_outcome", outcome=question.outcome, known=sorted(known) or [_say("none_yet")])
            yield Fault(("questions", position, "outcome"), *advice)


def _in_reviews(course: Course) -> Iterator[Problem]:
    reviews = course.reviews()
    if reviews:
        unmeant = reviews.of_nothing(map(course.name, course.pages()))
        yield from locate(unmeant, course.book / "reviews.yml")


def _writings(course: Course, unreadable: Collection[Path]) -> list[Writing]:
    """Return everything that learners read and that can be read."""
    files = [*course.pages(), *(file for model in PLACES for file in course.files(model))]
    return [writing(file, course.name(file)) for file in files if file not in unreadable]


def _in_notes(course: Course, writings: list[Writing]) -> Iterator[Problem]:
    themes = course.themes()
    if not themes:
        return
    yield from locate(themes.idle_exemptions(map(course.name, course.pages())), course.book / "themes.yml")
    pages = {page.path: page for page in writings if page.path.suffix == ".md"}
    showing = {widget.id: page for path, page in pages.items() for widget in page_at(path).widgets}
    for each in writings:
        yield from themes.unknown_in(each)
        yield from themes.missing_in(each)
        if each.path.parent.name in _UNDER_PAGES_NOTE and each.path.stem in showing:
            yield from themes.missing_in(as_part_of(showing[each.path.stem], each))


def _in_words(course: Course, writings: list[Writing]) -> Iterator[Problem]:
    language = course.language()
    if not language:
        return
    yield from locate(language.idle_exemptions(each.name for each in writings), course.book / "language.yml")
    for each in writings:
        yield from language.problems_in(each)


def _in_glossary(
    course: Course, profile: Profile, contents: Contents, for_trainers: Collection[str], writings: list[Writing]
) -> Iterator[Problem]:
    """Yield where learners meet a word of the glossary before anything explains it."""
    wanted, files, says = profile.glossary, course.page_files(), {each.path: each for each in writings}
    if not wanted or files.get(wanted.page) not in says:
        return
    shown = {file.stem: file for model in (*PRACTICE, Quiz) for file in course.files(model)}
    readings = []
    for name in contents.order():
        if name != wanted.page and name not in for_trainers and files.get(name) in says:
            page = page_at(files[name])
            there = [page.path, *(shown[widget.id] for widget in page.widgets if widget.id in shown)]
            plain = any(covers(pages, name) for pages in wanted.not_on or [])
            readings.append(first_uses.Reading(name, page, [says[file] for file in there if file in says], plain))
    entries = glossary.entries_in(page_at(files[wanted.page]), wanted.page, wanted.everyday)
    yield from first_uses.unexplained(entries, readings)


def _in_pictures(course: Course, parts: dict[Path, Named]) -> Iterator[Problem]:
    """Yield what is wrong in what is drawn, and in what files ask for of it."""
    library = course.pictures()
    yield from drawn.wrong_in(library)
    for figure in sorted(course.book.glob("*/figures/*.svg")):
        yield from drawn.wrong_in_figure(figure)
    for file, wanted in _asked(course, parts):
        for where, asked in wanted:
            yield from locate(drawn.wrong_where_asked(library, asked, where), file)


def _asked(course: Course, parts: dict[Path, Named]) -> Iterator[tuple[Path, list[tuple[Where, Asked]]]]:
    """Yield each file that asks for pictures, with what it asks for and where."""
    covers: list[tuple[Path, Asked | None]] = [(course.profile_file, course.profile().cover)]
    for name in course.modules():
        with suppress(ContentError):
            covers.append((course.book / name / "module.yml", course.module(name).cover))
    for file, cover in covers:
        if cover:
            yield file, [(("cover",), cover)]
    yield from ((file, list(part.pictures())) for file, part in parts.items() if isinstance(part, Scenario))


def _in_texts(writings: list[Writing]) -> Iterator[Problem]:
    for each in writings:
        if each.path.suffix != ".md":
            yield from leftovers.left_in_file(each)


def _in_profile(course: Course, profile: Profile) -> Iterator[Problem]:
    yield from locate(profile.missing(course.page_files()), course.profile_file)


def _in_contents(course: Course, contents: Contents) -> Iterator[Problem]:
    pages = course.page_files()
    if read_text(course.root / "_config.yml").strip():
        read_tree(course.root / "_config.yml")
    yield from contents.malformed()
    yield from contents.twice()
    yield from contents.without_page(pages)
    yield from taken_names.lost(pages)
    yield from taken_names.passed_by(course.book)
    yield from contents.left_out(pages)


def _in_organisation(course: Course, profile: Profile, today: date) -> Iterator[Problem]:
    organisation = course.organisation()
    faults = [*profile.lost_by(organisation), *organisation.expired(today), *_in_logo(course, organisation)]
    yield from locate(faults, course.organisation_file)


def _in_logo(course: Course, organisation: Organisation) -> Iterator[Fault]:
    if organisation.logo:
        name = organisation.logo.file
        file = course.root / name
        wrong = wrong_with(name, file.read_bytes() if file.is_file() else b"")
        yield from [Fault(("logo", "file"), *wrong)] if wrong else []


def _for_trainers(course: Course) -> dict[str, Path]:
    """Return the files of the pages for trainers by their names; one that cannot be read is told of elsewhere."""
    found: dict[str, Path] = {}
    for name, file in course.page_files().items():
        with suppress(ContentError):
            if page_at(file).for_trainers:
                found[name] = file
    return found


def _for_everyone(
    course: Course, profile: Profile, contents: Contents, for_trainers: dict[str, Path]
) -> Iterator[Problem]:
    """Yield a problem for each page for trainers on which others of the learners' edition rest."""
    shell = [page for _, page in profile.pages] + [profile.glossary.page if profile.glossary else None]
    modules = [f"{name}/index" for name in course.modules()]
    for name in for_trainers.keys() & {contents.order()[0], *shell, *modules}:
        yield Problem(for_trainers[name], 2, *_say.advice("for_everyone"))
    yield from contents.beneath(for_trainers)


def _in_pages(course: Course) -> Iterator[Problem]:
    known = {model.__name__: {file.stem for file in course.files(model)} for model in PLACES}
    known["Chart"] = known[Data.__name__]
    with suppress(ContentError):  # a file that cannot be read is told of where it is looked through
        known["Practice"] = set(to_practise(course))
    for page in map(page_at, course.pages()):
        try:
            page.front_matter()
        except ContentError as error:
            yield from error.problems
        else:
            yield from heads.wrong_in(page)
        yield from _in_cells(page, known)


def _on_pages(course: Course, for_trainers: dict[str, Path]) -> Iterator[Problem]:
    """Yield what the build would refuse on a page, or what its readers would not see as it is meant."""
    hidden = {file.resolve() for file in for_trainers.values()}
    pages = [page_at(file) for file in course.pages()]
    there = references.known(pages, course.book, course.sources(), hidden)
    shown = {file.stem: file for model in (*PRACTICE, Quiz) for file in course.files(model)}
    yield from glossary.wrong_in(pages)
    yield from references.named_twice(pages)
    for page in pages:
        yield from references.broken_in(page, there)
        for widget in page.widgets:
            with suppress(ContentError):  # likewise
                if widget.id in shown:
                    yield from references.broken_through(page, shown[widget.id], there)
        yield from markup.not_shown_in(page)
        yield from markup.in_no_module(page)
        yield from leftovers.left_on(page)
        yield from halves.alone_in(page)
        yield from structure.otherwise_in(page)
        yield from pictures.without_words(page)


def _in_yaml(course: Course, unreadable: Collection[Path]) -> Iterator[Problem]:
    """Yield the texts that YAML cuts short, in every file that it reads and in what stands at the top of pages."""
    settings = [course.root / name for name in ("_config.yml", "_toc.yml", "organisation.yml")]
    files = [*settings, *course.book.rglob("[!.]*.yml"), *course.exercises.glob("*.yml")]
    files += [file for folder in ("quizzes", "bank") for file in course.exercises.glob(f"{folder}/*.yml")]
    for file in files:
        if file.is_file() and file not in unreadable:
            yield from lost_text.cut_in(read_text(file), file)
    for page in map(page_at, course.pages()):
        if page.path not in unreadable:
            yield from lost_text.cut_in(page.front, page.path, first_line=2)


def _in_cells(page: Page, known: dict[str, set[str]]) -> Iterator[Problem]:
    for found in page.cells:
        if isinstance(found, Unclear):
            yield Problem(page.path, found.line, *found.advice, advice=not found.is_mistake)
        elif found.id not in known.get(found.widget, {found.id}):  # other classes read no file of the course
            there = sorted(known[found.widget]) or [_say("none_yet")]
            advice = _say.advice("no_file", widget=found.widget, id=found.id, known=there)
            yield Problem(page.path, found.line, *advice)


def _in_names(course: Course) -> Iterator[Problem]:
    for file in (*course.book.glob("*/*/[!.]*.*"), *course.exercises.glob("*/[!.]*.*")):
        in_place = file.parent.name in {Path(place).parent.name for place in PLACES.values()}
        if in_place and file.suffix != ".yml" and _YAML.search(file.name):
            yield Problem(file, 1, *_say.advice("yaml_ending", ending=file.suffix))
    taken: dict[str, Path] = {}
    for model in (*PRACTICE, Data):
        for file in course.files(model):
            if file.stem in taken:
                before = taken[file.stem].relative_to(course.root)
                yield Problem(file, 1, *_say.advice("name_taken", name=file.stem, file=before))
            taken.setdefault(file.stem, file)
