import ast
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from ledger import rows
from nbformat import NotebookNode, from_dict
from nbformat.v4 import reads
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution
from pydantic import TypeAdapter, ValidationError
from room import QUIZ, any_answer, blank, hand_in, put, quiz_text

from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.grading.gradebook import connection
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.marking.paper import NO_RESPONSE
from widerwindow.grading.setting.release import release

RELEASES = 5
EACH = 104


def another_key(question: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return the question with other points and a key by chance: any honest answer that the question takes for one."""
    if "key" not in question:
        return question
    known = TypeAdapter(Question).validate_python(question)
    while True:
        other = question | {"key": any_answer(known, chance), "points": chance.randint(1, 7)}
        try:
            if not list(TypeAdapter(Question).validate_python(other).faults(())):
                return other
        except ValidationError:
            continue


def change_keys(course: Course, chance: random.Random) -> None:
    """Mend the keys of the quiz, as a trainer would in its file."""
    quiz = yaml.safe_load(quiz_text(course))
    quiz["questions"] = [another_key(question, chance) for question in quiz["questions"]]
    (course.exercises / "quizzes" / f"{QUIZ}.yml").write_text(yaml.safe_dump(quiz, sort_keys=False), encoding="utf-8")


def typed(notebook: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return the hand-in with its answers written as people and programs write Python."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and cell["metadata"]["nbgrader"]["solution"] and chance.random() < 0.5:
            name, answer = "".join(cell["source"]).split(" = ", 1)
            cell["source"] = chance.choice(
                [f"{name}=({answer}\n)", f"# mine\n{name} = {answer}  # or so", f"{name} = None\n{name} = {answer}\n\n"]
            )
    return notebook


def executed(notebook: dict[str, Any], released: NotebookNode, sources: dict[str, str]) -> NotebookNode:
    """Return the notebook as stock nbgrader has it after running it: its own marking cells, each with its result.

    Every answer in it is one that this test wrote.
    """
    names: dict[str, object] = {}
    made = reads(json.dumps(notebook))
    for cell, same in zip(made.cells, released.cells, strict=True):
        cell.metadata.nbgrader = same.metadata.nbgrader
        name = cell.metadata.nbgrader.grade_id
        if cell.cell_type != "code" or not (is_grade(cell) or is_solution(cell)):
            continue
        if is_grade(cell):
            cell.source = sources[name]
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), names)
        if last:
            value = eval(compile(ast.Expression(last.value), name, "eval"), names)
            output = {"output_type": "execute_result", "data": {"text/plain": repr(value)}}
            cell.outputs = [from_dict(output | {"metadata": {}, "execution_count": None})]
    return made


def stock_says(notebook: NotebookNode) -> Iterator[tuple[str, object]]:
    """Yield (cell, score) and (cell, remark) as nbgrader's own SaveAutoGrades stores them."""
    for cell in notebook.cells:
        grader = cell.metadata.nbgrader
        if is_grade(cell):
            yield grader.grade_id, determine_grade(cell)[0]
        if is_solution(cell):
            yield f"{grader.grade_id} said", NO_RESPONSE if grader.checksum == compute_checksum(cell) else None


@pytest.mark.thorough
@pytest.mark.no_cover
def test_honest_hand_ins_of_every_release_get_what_stock_nbgrader_gives(course: Course) -> None:
    chance = random.Random(500)
    handed_in: dict[str, dict[str, Any]] = {}
    for number in range(RELEASES):
        if number:
            change_keys(course, chance)
            release(course, QUIZ)
        questions = course.quiz(QUIZ).questions
        for learner in range(number * EACH, (number + 1) * EACH):
            answered = [question for question in questions if chance.random() < 0.9]
            answers = {question.id: any_answer(question, chance) for question in answered}
            handed_in[f"L{learner}"] = typed(hand_in(blank(course), answers), chance)
            put(course, f"L{learner}", handed_in[f"L{learner}"])
        assert not any(each.unreadable or each.needs_review for each in autograde(course, QUIZ))
        with connection.open_gradebook(course) as book:
            sources = {cell.name: cell.source for cell in book.find_notebook(QUIZ, QUIZ).source_cells}
        released = reads(json.dumps(blank(course)))
        expected = {
            (learner, cell): said
            for learner, notebook in handed_in.items()
            for cell, said in stock_says(executed(notebook, released, sources))
        }
        found = {(str(row[1]), str(row[4])): row[6] for row in rows(course) if len(row) == 10}
        found |= {(str(row[1]), f"{row[4]} said"): row[6] for row in rows(course) if len(row) == 8}
        assert found == expected
    assert len(handed_in) == RELEASES * EACH >= 500
    scores: dict[str, set[object]] = {}
    for (_, cell), score in expected.items():
        scores.setdefault(cell, set()).add(score)
    assert all(len(each) > 1 for each in scores.values()), "some question got the same score from everyone"
