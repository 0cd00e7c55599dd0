"""The form of a review pack: a plain text with lettered lines, made blank, and read when somebody has filled it in.

What was signed is written into `book/reviews.yml`, and nothing else is.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.about.reviews import Reviews
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import parse, read_text
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.course import Course
from widerwindow.grading.storage import write_file
from widerwindow.messages import Advice, Messages
from widerwindow.publish.parts import Part

_say = Messages(__package__)
_asked = Messages("widerwindow.publish")

_MODULE, _ROLE, _NAME, _PAGES, _LOOKED_AT, _TO_MEND, _REMARKS, _DAY, _AGREES = "ABCDEFGHI"
_LETTERED = re.compile(r"\s*([A-I])\.[^:]*:(.*)")
_LONGEST = 100_000


class Answer(NamedTuple):
    """What stands behind a letter, and the line on which it begins."""

    text: str
    line: int


def blank(course: Course, part: Part) -> str:
    """Return the form for a module, to be filled in."""
    pages = [f"{_short(page)}: {course.page(page).title}" for page in part.pages]
    asked = {
        _MODULE: f"{_say('form_module')}: {part.id}",
        _ROLE: f"{_say('form_role')}: ",
        _NAME: f"{_say('form_name')}: ",
        _PAGES: f"{_say('form_pages')}: ",
        _LOOKED_AT: f"{_say('form_looked_at')}: ",
        _TO_MEND: f"{_say('form_to_mend')}: ",
        _REMARKS: f"{_say('form_remarks')}: ",
        _DAY: f"{_say('form_day')}: ",
        _AGREES: f"{_say('form_agrees')}: ",
    }
    lines = [f"{letter}. {line}" for letter, line in asked.items()]
    head = [_say("form_title", module=part.title), "", _say("form_how").strip(), ""]
    return "\n".join([*head, *(f"{line}\n" for line in lines), _say("form_pages_are"), *pages, ""])


def add(course: Course, form: Path) -> list[dict[str, str]]:
    """Write the review that is signed in `form` into `book/reviews.yml`, and return its entries there.

    Raises ContentError with each fault of the form and its line; nothing is written then.
    """
    record = course.profile().reviews
    if not record:
        raise ContentError([Problem(course.profile_file, 1, *_say.advice("form_no_record"))])
    answers = _answers(form)
    faults = [Problem(form, line, *advice) for line, advice in _faults(course, answers)]
    if faults:
        raise ContentError(faults)
    signed = _signed(answers)
    file = course.root / record.file
    text = read_text(file)
    data = held(text)
    if any(entry in data["reviews"] for entry in signed):
        raise ContentError([Problem(form, 1, *_say.advice("form_twice"))])
    made = rewritten(text, data | {"reviews": [*data["reviews"], *signed]})
    parse(made, file, Reviews)
    write_file(file, made.encode())
    return signed


def _answers(form: Path) -> dict[str, Answer]:
    """Return what stands behind each letter. Raises ContentError where one is missing."""
    found: dict[str, Answer] = {}
    letters = iter("ABCDEFGHI")
    expected = next(letters)
    for number, line in enumerate(_text(form).splitlines(), 1):
        lettered = _LETTERED.match(line)
        if lettered and lettered[1] == expected:
            found[expected] = Answer(lettered[2].strip(), number)
            expected = next(letters, "")
        elif found and line.strip():
            last = next(reversed(found))
            found[last] = found[last]._replace(text=f"{found[last].text} {line.strip()}".strip())
    if expected:
        raise ContentError([Problem(form, 1, *_say.advice("form_no_letter", letter=expected))])
    return found | {_AGREES: found[_AGREES]._replace(text=found[_AGREES].text.partition(" ")[0])}


def _text(form: Path) -> str:
    """Return the text of the form, which may come from any editor. Raises ContentError, also where there is no file."""
    if not form.is_file() or form.stat().st_size > _LONGEST:
        raise ContentError([Problem(form, 1, *_say.advice("form_no_file"))])
    content = form.read_bytes()
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")


def _faults(course: Course, answers: Mapping[str, Answer]) -> Iterator[tuple[int, Advice]]:
    module, known = answers[_MODULE], course.modules_by_name()
    if module.text not in known:
        yield module.line, _asked.advice("no_module", name=module.text, known=list(known))
        return
    for letter in (_ROLE, _LOOKED_AT, _TO_MEND):
        if not answers[letter].text:
            yield answers[letter].line, _say.advice("form_empty", letter=letter)
    yield from _wrong_pages(course, module.text, answers[_PAGES])
    if answers[_TO_MEND].text and not _is(answers[_TO_MEND].text, _say("form_nothing")):
        yield answers[_TO_MEND].line, _say.advice("form_has_mistakes", letter=_TO_MEND, word=_say("form_nothing"))
    day = _day(answers[_DAY].text)
    if not day or day > date.today():
        yield answers[_DAY].line, _say.advice("form_no_day", letter=_DAY, text=answers[_DAY].text)
    if not _is(answers[_AGREES].text, _say("form_yes")):
        yield answers[_AGREES].line, _say.advice("form_not_signed", letter=_AGREES, word=_say("form_yes"))


def _wrong_pages(course: Course, module: str, answer: Answer) -> Iterator[tuple[int, Advice]]:
    named, known = _named(answer.text), [_short(page) for page in course.page_files() if page.startswith(f"{module}/")]
    if not named:
        yield answer.line, _say.advice("form_no_pages", letter=_PAGES, word=_say("form_all"))
    for page in named:
        if page not in known and not _is(page, _say("form_all")):
            yield answer.line, _say.advice("form_unknown_page", page=page, known=sorted(known))


def _signed(answers: Mapping[str, Answer]) -> list[dict[str, str]]:
    """Return the entries for the record: one for all pages, or one for each."""
    module = answers[_MODULE].text
    named = _named(answers[_PAGES].text)
    has_all = any(_is(page, _say("form_all")) for page in named)
    pages = [f"{module}/"] if has_all else [f"{module}/{page}.md" for page in named]
    name = answers[_NAME].text
    day = _day(answers[_DAY].text)
    assert day
    rest = {"role": answers[_ROLE].text, "reviewed_on": day.isoformat(), "looked_at": answers[_LOOKED_AT].text}
    return [{"pages": page} | ({"name": name} if name else {}) | rest for page in pages]


def _named(text: str) -> list[str]:
    return [page for page in (each.strip(" .") for each in text.split(",")) if page]


def _is(text: str, word: str) -> bool:
    return text.strip(" .").casefold() == word.casefold()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip(" ."))
    except ValueError:
        return None


def _short(page: str) -> str:
    return page.partition("/")[2]
