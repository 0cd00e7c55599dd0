"""Nothing that is written down by the way, at the desk or by a command, tells of a person."""

import logging
import logging.config
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path

from desk_process import opened
from ledger import Stock
from room import QUIZ, as_bytes, blank, hand_in

from widerwindow.content.course import Course
from widerwindow.desk.log import to_file

CODE, NAME, ANSWER = "vq72b4", "Anna Berger", "The sky was low that day."
PAGES = (
    "learners",
    f"learners/one?code={CODE}",
    f"giving-back/{QUIZ}",
    f"giving-back/{QUIZ}/of/{CODE}",
    f"learners/{CODE}",
    f"results/of/{QUIZ}",
    "backups/look?name=Anna%20Berger.zip",
)
FORMGRADER = ("manage_students", f"manage_students/{CODE}", f"gradebook/{QUIZ}", f"api/student/{CODE}")


def looked(course: Course, home: Path) -> None:
    """Look at pages of the desk that are about a learner, also at some that are not there."""
    with opened(course, home) as (address, _):
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        browser.open(address).close()
        root = address.partition("/desk")[0]
        for page in [*(f"{root}/desk/{each}" for each in PAGES), *(f"{root}/formgrader/{each}" for each in FORMGRADER)]:
            with suppress(urllib.error.HTTPError):
                browser.open(page).close()


def test_a_whole_loop_leaves_nobody_in_a_log(
    course: Course, command: Callable[..., str], stock: Stock, tmp_path: Path
) -> None:
    (course.exercises / "roster.csv").write_text(f"code,name\n{CODE},{NAME}\n", encoding="utf-8")
    came = tmp_path / f"{QUIZ}--{CODE}.ipynb"
    came.write_bytes(as_bytes(hand_in(blank(course), {"a-letter": ANSWER}, learner=CODE)))
    command(course.root, "collect", came)
    looked(course, tmp_path / "home")
    for words in (["autograde", QUIZ], ["feedback", QUIZ], ["report", QUIZ], ["export"]):
        command(course.root, *words)
    looked(course, tmp_path / "home")
    stock(course, "export", "--to", str(tmp_path / "stock.csv"))
    logs = [file for place in (course.root, tmp_path / "home") for file in place.rglob("*.log*") if file.is_file()]
    assert course.exercises / "desk.log" in logs
    said = "\n".join(file.read_text(encoding="utf-8") for file in logs)
    assert "GET /desk/learners " in said
    for secret in (CODE, NAME, "Anna", ANSWER, "token"):
        assert secret not in said


def test_what_a_failure_says_is_not_written_down_and_where_it_was_is(tmp_path: Path) -> None:
    name = "a desk of its own"
    formatters = {"console": {"format": "%(levelname)s %(message)s"}}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": formatters,
            **to_file(str(tmp_path / "desk.log"), name),
        }
    )
    try:
        raise ValueError(ANSWER)
    except ValueError:
        logging.getLogger(name).exception("Uncaught exception GET /desk/of/spring/learners/one?code=%s (::1)", CODE)
    said = (tmp_path / "desk.log").read_text(encoding="utf-8")
    assert said.startswith("ERROR Uncaught exception GET /desk/of/spring/learners (::1)\n")
    assert said.endswith("ValueError\n")
    assert "test_desk_log.py" in said
    assert ANSWER not in said.replace("raise ValueError(ANSWER)", "")
