"""Takes the examples of every kind of question through all that is made of a question. No kind is named here."""

import ast
import contextlib
import json
import math
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from examples import BAD, FIRST_LINE, GIVEN_AWAY, GOOD, MARKED, QUIZ, Change, Example, Given, quiz_text, read_quiz
from room import as_bytes, blank, find, hand_in, make_course

from widerwindow.content import questions
from widerwindow.content.checks import balance
from widerwindow.content.checks.guessing import rules
from widerwindow.content.core.markdown import to_inline_html as as_html
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.course import Course
from widerwindow.content.pages.passages import writing
from widerwindow.content.questions import KINDS, KeyedQuestion
from widerwindow.content.questions.form import Control, Group, Rows
from widerwindow.content.quizzes.question_form import QuestionForm
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.feedback import feedback_page
from widerwindow.grading.giving_back.report import Class, report_page
from widerwindow.grading.gradebook.marks import Mark, Marks
from widerwindow.grading.notebook.source import mark_source
from widerwindow.grading.notebook.submission import Unreadable, answers, read_notebook
from widerwindow.grading.notebook.without_key import sample
from widerwindow.site.alone.preview import write_preview
from widerwindow.widgets import Quiz as QuizWidget
from widerwindow.widgets import SelfCheck

FOLDER = Path(questions.__file__).parent
ANSWERS = [(example, given) for example in GOOD for given in example.given]
READABLE = [(example, given) for example, given in ANSWERS if not given.unreadable]
SCORED = [(example, given) for example, given in READABLE if example.question.marked_by_machine]

every_example = pytest.mark.parametrize("example", GOOD, ids=str)
every_marked_example = pytest.mark.parametrize("example", MARKED, ids=str)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with a quiz of all examples, and a self-check of those that a machine can mark."""
    root = tmp_path_factory.mktemp("examples") / "a course"
    made = make_course(root, quiz_text([example.text for example in GOOD]), QUIZ)
    (root / "book" / "doors" / "checks").mkdir(parents=True)
    check = quiz_text([example.text for example in MARKED]).replace("outcomes: {know: Know doors}\n", "")
    (root / "book" / "doors" / "checks" / f"{QUIZ}.yml").write_text(check, encoding="utf-8")
    return made


def marked(question: Any) -> KeyedQuestion:  # noqa: ANN401 - a question of any kind
    assert isinstance(question, KeyedQuestion)
    return question


def test_every_kind_keeps_all_that_is_its_own_in_its_folder() -> None:
    assert {kind for kind in KINDS if (FOLDER / kind).is_dir()} == set(KINDS)
    assert {file.parent.name for file in FOLDER.glob("*/__init__.py")} == set(KINDS)
    for kind in KINDS:
        own = {"__init__.py", "messages.en_GB.yml", "examples.yml", f"{kind}.html", f"{kind}.js"}
        assert own - {file.name for file in (FOLDER / kind).iterdir()} == set()


def test_every_kind_has_examples_that_are_right_and_wrong_and_cannot_be_read() -> None:
    for kind, model in KINDS.items():
        given = [answer for example, answer in ANSWERS if example.kind == kind]
        assert any(answer.unreadable for answer in given), kind
        assert not model.marked_by_machine or any(answer.points for answer in given), kind
        assert not model.marked_by_machine or any(answer.points == 0 for answer in given), kind


@pytest.mark.parametrize(("example", "given"), ANSWERS, ids=str)
def test_an_answer_is_read_or_says_why_it_cannot_be(example: Example, given: Given) -> None:
    if given.typed is None:
        assert example.question.unreadable(given.answer) == given.unreadable


@pytest.mark.parametrize(("example", "given"), SCORED, ids=str)
def test_an_answer_has_its_points(example: Example, given: Given) -> None:
    assert marked(example.question).score(given.answer) == given.points


@pytest.mark.parametrize(("example", "given"), SCORED, ids=str)
def test_the_cell_that_marks_gives_the_same_points(example: Example, given: Given) -> None:
    question = marked(example.question)
    assert run(mark_source(question), **{question.variable: given.answer}) == given.points


@pytest.mark.parametrize("answer", [5, [[]], {"none": 1}, "none", ["none"], True, object(), float("nan"), (3, 5)])
@every_marked_example
def test_the_cell_that_marks_never_gives_points_for_what_is_no_answer(example: Example, answer: object) -> None:
    points = 0.0
    with contextlib.suppress(TypeError, AttributeError):
        points = run(mark_source(marked(example.question)), **{example.question.variable: answer})
    assert points == 0


@pytest.mark.parametrize(("example", "given"), READABLE, ids=str)
def test_each_part_of_an_answer_is_told_of_and_what_is_left_is_named(example: Example, given: Given) -> None:
    told = example.question.feedback(given.answer)
    assert {part: said for part, said in told} == given.feedback
    assert example.question.left_open(given.answer) == given.left_open


@every_example
def test_the_answer_with_all_the_points_is_told_in_words(example: Example) -> None:
    assert example.question.right_answer() == example.right_answer


@every_example
def test_its_form_holds_all_of_it_and_says_what_is_missing(example: Example) -> None:
    data = yaml.safe_load(example.text) | {"outcome": "know"}
    form = QuestionForm(example.kind, {"know": "Know doors"})
    typed = form.filled(data)
    made, faults = form.read(typed, data, [])
    assert faults == []
    text = quiz_text([example.text])
    (again,) = read_quiz(rewritten(text, held(text) | {"questions": [made]})).questions
    assert again == example.question
    shown = [part for field in form.fields for part in field.shown(typed)]
    names = {each.name for part in shown for each in controls(part)}
    names |= {part.name for part in shown if not isinstance(part, Group)}
    assert typed.keys() <= names
    for each in (each for part in shown for each in controls(part)):
        if each.look not in ("radio", "tick") and not each.name.endswith("-levels"):  # of these it says how many
            emptied = typed | {"outcome-new": ["Know windows"], each.name: [""]}  # where a new one does as well
            assert each.required or not form.read(emptied, data, [])[1], each.name
    _, faults = form.read(form.filled({}), {}, [])
    assert len(faults) > 2


def controls(part: Control | Rows | Group) -> Sequence[Control]:
    if isinstance(part, Rows):
        return [each for row in part.rows for each in row.controls]
    return part.controls if isinstance(part, Group) else [part]


@every_example
def test_what_was_chosen_is_counted_beside_the_key(example: Example) -> None:
    found = example.question.count_choices(given.answer for given in example.readable)
    assert {": ".join(filter(None, (each.item, each.text))): each.count for each in found} == example.counts
    assert any(each.is_key for each in found) == example.question.marked_by_machine


@pytest.mark.parametrize("change", BAD, ids=str)
def test_a_fault_is_told_with_its_line(change: Change) -> None:
    with pytest.raises(ContentError) as caught:
        read_quiz(change.text())
    found = [(problem.line - FIRST_LINE + 1, problem.message) for problem in caught.value.problems]
    assert any(at == change.line and change.message in said for at, said in found), found


def test_no_example_gives_its_key_away() -> None:
    assert [fault for example in GOOD for fault in balance.in_questions([example.question], rules(None))] == []


@pytest.mark.parametrize("change", GIVEN_AWAY, ids=str)
def test_what_gives_the_key_away_is_told_with_its_line(change: Change) -> None:
    (fault,) = balance.in_questions(read_quiz(change.text()).questions, rules(None))
    assert change.message == fault.message
    assert change.text().splitlines()[FIRST_LINE + change.line - 2].strip().startswith(f"{fault.where[-1]}:")


@every_example
def test_nothing_of_the_key_is_public(example: Example) -> None:
    text = json.dumps(example.question.public(), ensure_ascii=False)
    known = example.text + str(getattr(example.question, "revealed", dict)())
    assert [secret for secret in ('"key"', *example.secret) if secret in text] == []
    assert all(secret in known for secret in example.secret)


def test_the_checks_of_the_language_read_what_learners_read(course: Course) -> None:
    _, *places = writing(course.path(Quiz, QUIZ), QUIZ).places
    for example, place in zip(GOOD, places, strict=True):
        texts = {passage.text for passage in place.passages}
        keys = yaml.safe_load(example.text)
        assert example.question.prompt in texts
        assert texts & {str(value) for name, value in keys.items() if name in example.question.not_read} == set()


def test_the_notebook_says_what_there_is_to_choose_and_how_to_write_it(course: Course) -> None:
    made = blank(course, QUIZ)
    for example in GOOD:
        name = example.question.id
        asked = find(made, f"{name}_question")["source"].split(f"{example.question.prompt}")[1]
        assert [line for line in asked.splitlines() if line] == example.offered
        if example.hint:
            assert find(made, name)["source"] == f"{example.question.variable} = None  # {example.hint}\n"


def test_the_notebook_that_learners_get_holds_no_key(course: Course) -> None:
    text = json.dumps(sample(course, QUIZ)["cells"], ensure_ascii=False)
    keys = [line for example in MARKED for line in mark_source(marked(example.question)).splitlines()[2:]]
    assert [word for word in [*keys, "About"] if word in text] == []


@pytest.mark.parametrize(("example", "given"), ANSWERS, ids=str)
def test_what_is_typed_into_the_notebook_is_read_back(course: Course, example: Example, given: Given) -> None:
    found = answers(read_notebook(as_bytes(filled(course, example, given))), course.quiz(QUIZ))[example.question.id]
    if isinstance(given.answer, float) and not math.isfinite(given.answer):
        assert isinstance(found, Unreadable)  # Python has no literal for it
    elif given.unreadable and example.question.marked_by_machine:
        assert found == Unreadable(given.unreadable)
    elif not given.unreadable:
        assert found == given.answer
        assert type(found) is type(given.answer)


def filled(course: Course, example: Example, given: Given) -> dict[str, Any]:
    """Return the notebook with one answer in it, typed as the example has it."""
    made = hand_in(blank(course, QUIZ), {example.question.id: given.answer if given.typed is None else None})
    if given.typed is not None:
        find(made, example.question.id)["source"] = f"{example.question.variable} = {given.typed}"
    return made


@pytest.mark.parametrize("with_key", [False, True])
@pytest.mark.parametrize(("example", "given"), READABLE, ids=str)
def test_feedback_tells_the_answer_and_the_key_where_it_may(example: Example, given: Given, with_key: bool) -> None:
    question = example.question
    quiz = read_quiz(quiz_text([example.text]))
    mark = Mark(given.points, float(question.points), waits=given.points is None)
    page = feedback_page(quiz, marks(question.id, mark), {question.id: given.answer}, with_key=with_key)
    for part, said in given.feedback.items():
        assert as_html(part) in page
        assert said in page
    unsaid = {each.feedback for each in question.explained()} - set(given.feedback.values())
    assert [said for said in unsaid if said in page] == []
    assert all(f"<li>{as_html(part)}</li>" in page for part in given.left_open if given.feedback)
    assert ("The answer that gives all the points" in page) == (with_key and bool(example.right_answer))
    assert not with_key or all(f"<li>{as_html(part)}</li>" in page for part in example.right_answer)


@pytest.mark.parametrize(("example", "given"), READABLE, ids=str)
def test_feedback_tells_part_by_part_what_was_right_only_where_it_tells_the_key(example: Example, given: Given) -> None:
    question, quiz = example.question, read_quiz(quiz_text([example.text]))
    mark = marks(question.id, Mark(given.points, float(question.points), waits=given.points is None))
    said = [feedback_page(quiz, mark, {question.id: given.answer}, with_key=with_key) for with_key in (False, True)]
    right, wrong = (said[1].count(f'<p class="fit">This is {word}.</p>') for word in ("right", "not right"))
    assert 'class="fit"' not in said[0]
    assert right + wrong == (len(given.feedback) if question.marked_by_machine else 0)
    if given.points == question.points and question.marked_by_machine:
        assert (right > 0, wrong) == (True, 0)
    if given.points == 0 and question.type in {"single", "number", "matching", "sorting"}:
        assert right == 0


def marks(name: str, mark: Mark) -> Marks:
    return Marks("L1", None, {name: mark})


@every_example
def test_the_report_counts_what_was_chosen(example: Example) -> None:
    quiz, name = read_quiz(quiz_text([example.text])), example.question.id
    mark = Mark(1.0, float(example.question.points))
    read = [{name: given.answer} for given in example.readable]
    page = report_page(quiz, Class([marks(name, mark) for _ in read], read, []), rules(None), date(2026, 11, 28))
    for text in example.counts:
        assert all(f">{as_html(part)}" in page for part in text.split(": ")), text
    assert (re.search("people chose what|1 person chose", page) is not None) == bool(example.counts)


def test_the_readable_quiz_asks_each_question_and_gives_nothing_away(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    page = QuizWidget(QUIZ, sample(course, QUIZ)).page_html()
    for example in GOOD:
        assert all(as_html(part) in page for part in shown(example)), example
    assert [word for word in ('"key"', '"feedback"', "About") if word in page] == []


def test_the_readable_self_check_has_the_answers_below(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course.book / "doors")
    asked, told = SelfCheck(QUIZ).fallback().split("<h3>Answers</h3>")
    assert "About" not in asked
    for example in MARKED:
        assert all(as_html(part) in asked for part in shown(example)), example
        assert all(as_html(each.text) in told and each.feedback in told for each in example.question.explained())


def shown(example: Example) -> list[str]:
    """Return the texts that a learner has to see of a question, in Markdown."""
    lists = [value for value in example.question.model_dump().values() if isinstance(value, list)]
    parts = [part for parts in lists for part in parts if isinstance(part, dict)]
    return [example.question.prompt, *(part["text"] for part in parts if "text" in part)]


def test_the_preview_s_key_says_what_is_right(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course.root)
    write_preview(course.quiz(QUIZ), sample(course, QUIZ), tmp_path)
    key, page = ((tmp_path / name).read_text(encoding="utf-8") for name in ("key.html", "index.html"))
    for example in GOOD:
        for part in example.question.explained():
            right = f"<strong>{as_html(part.right)}:</strong> " if part.right else ""
            assert f"<p>{right}{as_html(part.text)} <code>{part.id}</code></p>" in key
            assert part.feedback in key
        assert all(row.title in key for row in example.question.rubric_rows())
    assert "About" not in page


def run(source: str, **names: object) -> float:
    """Run a cell as Jupyter would, and return what its last line gives."""
    tree = ast.parse(source)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    exec(compile(tree, "cell", "exec"), names)
    return float(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
