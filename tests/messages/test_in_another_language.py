"""With other words in its message files the engine says nothing in English, and everything still has room."""

import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pseudo
import pytest
import shouting
from ledger import by_hand
from moodle_download import ANNA, BEN, CLEO, download, worksheet
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from room import as_bytes, blank, hand_in, put

from ready import Ready
from widerwindow.content.course import Course

pytestmark = pytest.mark.thorough

ANSWERS: Mapping[str, object] = {
    "best-first": "ask",
    "in-the-cup": ["tea", "sand"],
    "how-warm": {"kettle": "warm"},
    "in-words": "I TAKE A CUP.",
    "who-drinks-what": {"sam": "green", "ida": "soup"},
    "max": ["boil", "pour", "wait", "drink"],
    "how-long": 4.5,
}
TYPERS = (
    r"Usage:|Options|Arguments|Commands|Show this message and exit\.|\[required\]|\[default: \w+\]|--[\w-]+"
    r"|\b(list|str|bool|int|[Pp]ath)\b|widerwindow"
)
"""What Typer says in `--help`."""

COMMANDS = [[name] for name in "release collect autograde feedback export desk moodle report certificate".split()]  # noqa: SIM905

ON_THE_DESK = [
    *("", "/taking-in", "/quizzes", "/quiz/cup", "/marking/cup/in-words", "/giving-back/cup", "/building", "/past"),
    *("/results", "/results/of/cup", "/learners", "/learners/list", "/cohorts", "/backups", "/platforms"),
    "/for-trainers",
]
"""The desk's main addresses."""

NO_WORDS = re.compile(
    r"Cup 2|Ben O'Brien-Smith|ben@example\.com|Cléo Núñez|grades\.\w+|^Enter$|^A guest says [^.]+\. Say[^.]+\.$"
)
"""What people, quizzes, files and a key are called there, and a question of the course to try things out in."""

SEEN = """() => {
  const shown = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const blocks = "p, li, td, th, h1, h2, h3, dt, dd, caption, button, a, div, title, label, legend";
  const texts = [];
  while (shown.nextNode()) {
    const { parentElement: around, data } = shown.currentNode;
    if (!around.closest("script, style")) { texts.push([around.closest(blocks) ?? around, data]); }
  }
  const whole = new Map();
  for (const [element, text] of texts) { whole.set(element, (whole.get(element) ?? "") + text); }
  const named = [...document.querySelectorAll("[alt], [title], [aria-label], [placeholder]")].flatMap((each) =>
    ["alt", "title", "aria-label", "placeholder"].map((name) => each.getAttribute(name) ?? ""));
  return [...whole.values(), ...named];
}"""
"""Returns all texts of a page, block by block, those for people who do not see too."""

WIDE = """() => [
  ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
  ...[...document.querySelectorAll("button, summary, .button")].filter((each) =>
    each.offsetParent && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
  ).map((each) => each.textContent),
]"""
"""Returns what does not fit: the page into the window, or the words of a button into the button."""


@dataclass
class Classroom:
    """A course in which everything was done once in another language, and what the command said all the while."""

    course: Course
    ready: Ready
    environment: Mapping[str, str]
    said: list[str] = field(default_factory=list)

    def run(self, *arguments: str | Path, status: int = 0) -> str:
        ran = self.ready.run(self.course.root, list(map(str, arguments)), "")
        assert ran.returncode == status, ran.stdout + ran.stderr
        assert "Traceback" not in ran.stdout + ran.stderr
        self.said.append(ran.stdout)
        return ran.stdout

    @cached_property
    def own(self) -> set[str]:
        """Return the words in small letters that are the course's own, or the names of files."""
        codes = {folder.name for folder in self.course.exercises.glob("submitted/*")}
        return shouting.ids(self.course.root) | codes | {"ipynb", "yml", "csv", "html", "pdf", "zip", "xlsx"}

    def english_in(self, text: str) -> list[str]:
        """Return what stands in `text` that is neither in the other language nor the course's own."""
        words = re.findall(r"[\w-]*[a-z]{2,}[\w-]*", pseudo.unspoken(text))
        return [word for word in words if not {word, *re.split("[-_]", word)} & self.own]


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    folder = tmp_path_factory.mktemp("another-language")
    messages, root, sent = folder / "messages", folder / "course", folder / "sent"
    messages.mkdir()
    sent.mkdir()
    pseudo.write(messages)
    shouting.write(root)
    environment = os.environ | {"WIDERWINDOW_MESSAGES": str(messages), "COLUMNS": "300", "PYTHONUTF8": "1"}
    with Ready(environment=environment) as ready:
        done = Classroom(Course(root), ready, environment)
        go_through(done, folder, sent)
        yield done


def go_through(done: Classroom, folder: Path, sent: Path) -> None:
    """Do everything once, from the release to the certificate."""
    done.run("release", "cup")
    hand_ins_of(done.course, sent)
    done.run("collect", sent, status=1)
    done.run("collect", sent / "L1.ipynb", "--dry-run")
    done.run("collect", folder / "moodle.zip", "--worksheet", worksheet(folder / "WORKSHEET.csv"), status=1)
    put(done.course, "L4", b"{}", "cup")
    done.run("autograde", "cup", status=1)
    done.run("feedback", "cup", status=1)
    by_hand(done.course, "L1", "in-words", points=2, comment="WELL DONE.")
    done.run("feedback", "cup", status=1)
    done.run("moodle", "cup", folder / "WORKSHEET.csv")
    done.run("report", "cup")
    done.run("export")
    done.run("certificate", "L1", "--name", "ANNA")
    done.run("check", status=1)
    done.run("quiz", "new", "cup-2")
    build(done)


def build(done: Classroom) -> None:
    """Build the pages. The course has faults, so that `check` has something to say, and the command would not."""
    made = "import sys; from pathlib import Path; from widerwindow.content.course import Course; "
    made += (
        "from widerwindow.site.building.build import build; build(Course(Path(sys.argv[1])), lambda what, done: None)"
    )
    here = done.course.root
    subprocess.run([sys.executable, "-c", made, here], cwd=here, env=done.environment, check=True)


def hand_ins_of(course: Course, sent: Path) -> None:
    """Write hand-ins of all kinds: whole, in part, spoilt, late, one too many, and from Moodle."""
    empty = blank(course, "cup")

    def made(answers: Mapping[str, object], **about: str) -> bytes:
        return as_bytes(hand_in(empty, dict(answers), **about))

    in_time = "2026-11-19T10:00:00Z"
    files = {
        "L1.ipynb": made(ANSWERS, learner="L1", saved=in_time),
        "L2.ipynb": made(ANSWERS | {"max": "SPOILT", "in-words": None}, learner="L2", saved="2026-11-22T10:00:00Z"),
        "L3.ipynb": made({}, learner="L3", saved=in_time),
        "L1-2.ipynb": made(ANSWERS | {"how-long": 1}, learner="L1", saved="2026-11-19T11:00:00Z"),
        "L1-3.ipynb": made(ANSWERS | {"how-long": 2}, learner="L1", saved="2026-11-19T12:00:00Z"),
        "NONE.ipynb": b"{}",
        "DAMAGED.zip": b"PK\x03\x04",
        "NOTES.TXT": b"NO NOTEBOOK",
    }
    for name, data in files.items():
        (sent / name).write_bytes(data)
    folders = {f"{ANNA}/A.ipynb": "L1", f"{BEN}/B.ipynb": "BEN", f"{CLEO}/C.ipynb": "C L E O"}
    moodle = {name: made(ANSWERS, learner=learner, saved=in_time) for name, learner in folders.items()}
    download(sent.parent / "moodle.zip", moodle)


def pages(course: Course) -> Iterator[Path]:
    yield from sorted(course.exercises.glob("feedback/*/*/*.html"))
    yield from sorted(course.exercises.glob("reports/*.html"))
    yield from sorted((course.root / "_build" / "html").rglob("[!_]*.html"))


@pytest.fixture(scope="module")
def looked_at(classroom: Classroom, browser: Browser) -> dict[str, tuple[list[str], list[str]]]:
    """Return of each page its texts, and what did not fit on a phone or a large screen."""
    found = {}
    page = browser.new_page()
    for file in pages(classroom.course):
        page.goto(file.as_uri())
        found[file.relative_to(classroom.course.root).as_posix()] = page.evaluate(SEEN), list(too_wide(page))
    page.close()
    return found


def too_wide(page: Page) -> Iterator[str]:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{width}: {text}" for text in page.evaluate(WIDE))


def test_nothing_on_a_page_is_left_in_english(
    classroom: Classroom, looked_at: dict[str, tuple[list[str], list[str]]]
) -> None:
    left = {name: [text for text in texts if classroom.english_in(text)] for name, (texts, _) in looked_at.items()}
    assert {name: texts for name, texts in left.items() if texts} == {}


def test_everything_has_room_on_a_phone_and_on_a_large_screen(
    looked_at: dict[str, tuple[list[str], list[str]]],
) -> None:
    assert {name: wide for name, (_, wide) in looked_at.items() if wide} == {}


@contextmanager
def desk(classroom: Classroom, home: Path) -> Iterator[str]:
    """Open the desk in the other language, and give its address."""
    environment = {**classroom.environment, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)}
    command = [sys.executable, "-m", "widerwindow.cli", "desk", "--no-open"]
    here = classroom.course.root
    opened = subprocess.Popen(command, cwd=here, env=environment, stdout=subprocess.PIPE, text=True)
    with opened:
        assert opened.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", opened.stdout.readline())
        try:
            assert found
            yield found[0]
        finally:
            opened.send_signal(signal.SIGINT)


def test_the_desk_says_nothing_in_english_and_has_room(classroom: Classroom, browser: Browser, tmp_path: Path) -> None:
    english, wide = {}, {}
    with (
        desk(classroom, tmp_path) as address,
        closing(browser.new_page(viewport={"width": 320, "height": 800})) as page,
    ):
        page.goto(address)
        top = page.url.partition("/desk")[0]
        for place in ON_THE_DESK:
            shown = page.goto(f"{top}/desk{place}")
            assert shown and shown.status == 200, place
            english[place] = [text for text in page.evaluate(SEEN) if classroom.english_in(NO_WORDS.sub("", text))]
            wide[place] = page.evaluate(WIDE)
    assert {place: texts for place, texts in english.items() if texts} == {}
    assert {place: texts for place, texts in wide.items() if texts} == {}


def test_the_command_says_nothing_in_english(classroom: Classroom) -> None:
    lines = [line for said in classroom.said for line in said.splitlines()]
    assert len(lines) > 40
    assert [line for line in lines if classroom.english_in(line)] == []


def test_help_says_nothing_in_english_but_what_typer_says(classroom: Classroom) -> None:
    for command in (*COMMANDS, ("quiz", "new"), ("quiz", "preview")):
        told = " ".join(re.sub("[─-╿*]", " ", classroom.run(*command, "--help")).split())
        assert "⟦" in told
        assert classroom.english_in(re.sub("|".join([TYPERS, *command]), " ", told)) == []


def test_the_certificate_says_nothing_in_english(classroom: Classroom) -> None:
    [file] = classroom.course.exercises.glob("certificates/*.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages)
    assert "ANNA" in text
    assert classroom.english_in(" ".join(text.split())) == []


def test_the_notebook_says_nothing_in_english_but_its_python(classroom: Classroom) -> None:
    cells = blank(classroom.course, "cup")["cells"]
    told = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    told += [line for cell in cells for line in "".join(cell["source"]).splitlines() if line.startswith("#")]
    assert len(told) > 10
    assert [text for text in told if classroom.english_in(re.sub("`.*?`", "", text))] == []


def test_what_the_columns_mean_is_said_in_the_other_language(classroom: Classroom) -> None:
    with zipfile.ZipFile(classroom.course.exercises / "grades.xlsx") as book:
        strings = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    assert sum(text.startswith("⟦") for text in strings) > 20
    assert [text for text in strings if " " in text and classroom.english_in(text)] == ["points so far"]
