"""Whatever stands in a name is a name: on every page, in the zip and in the notebook it is shown, and never acts."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from markdown_it import MarkdownIt
from small_book import HUES_QUIZ, write

from profiles import profile

EVIL = """A & B <ww-evil onclick="x"> '"> </script></title> &lt;u&gt; [m](javascript:x) `c` *d* {{ 7 * 7 }} \
{% include 'x' %} {# y #} \\input{x} $x$ #sys.version =cmd|' /C calc'!A0 ../CON/nul.txt. \u200f\u2067x\u2069 🌧️ {x}"""
UNSEEN = {"\x00": "0000", "\x07": "0007", "\x1b[2J": "001B", "\x9b": "009B", "\u202e": "202E", "\uffff": "FFFF"}
ADDRESS = 'https://example.org/?a=1&b="><ww-evil>'
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_NO_NAMES = {"id", "channel", "file", "shown"}
_NOTE = json.dumps(
    {"themes": [EVIL], "intensity": "low", "text": "In short.", "summary": "In short."}, ensure_ascii=False
)
_FRONT = f"jupytext: {{text_representation: {{extension: .md, format_name: myst}}}}\ncontent_note: {_NOTE}"
_CELL = "```{code-cell} python\n:tags: [remove-input]\nfrom widerwindow.widgets import *\n"
PAGES = {
    "index.md": "# Home\n\n```{start}\n```\n\n```{modules}\n```\n\n```{exit} shown\nYou can leave.\n```\n",
    "help.md": "# Help\n\n```{organisation}\n```\n",
    "pause.md": "# A pause\n",
    "art/index.md": "# Art \\<ww-evil> & more\n\n```{outcomes}\n```\n\n```{pages}\n```\n",
    "art/quiz.md": f"---\n{_FRONT}\nkernelspec: {{name: python3}}\n---\n# Quiz\n\n{_CELL}Quiz('hues')\n```\n",
    "art/sheet.md": f"---\n{_FRONT}\nkernelspec: {{name: python3}}\n---\n# Sheet\n\n{_CELL}Worksheet('sheet')\n```\n",
    "record.md": "# Record\n\n```{record}\n```\n",
    "routes.md": "# Routes\n\n```{routes}\n```\n",
}
FILES = {
    "book/art/module.yml": {
        "id": "art",
        "title": EVIL,
        "about": EVIL,
        "minutes": 5,
        "quiz": "hues",
        "pages": {"quiz": {"minutes": 2, "about": EVIL}, "sheet": {"minutes": 3, "about": EVIL}},
        "outcomes": {"see": {"taught": ["sheet"], "practised": ["sheet"]}},
    },
    "book/routes.yml": {"routes": [{"id": "one", "title": EVIL, "text": EVIL, "modules": ["art"]}]},
    "book/reviews.yml": {
        "reviews": [{"pages": "art/", "name": EVIL, "role": EVIL, "reviewed_on": date(2026, 1, 1), "looked_at": EVIL}]
    },
    "book/art/worksheets/sheet.yml": {
        "id": "sheet",
        "title": EVIL,
        "intro": "Write.",
        "sections": [{"title": EVIL, "fields": [{"id": "one", "label": EVIL, "help": EVIL, "rows": 1}]}],
    },
}


class Read(HTMLParser):
    """What a browser makes of a page: its elements, those attributes that act, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.acting += [tag] if tag in {"ww-evil", "u"} else []
        self.acting += [
            name for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript:")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data.translate(_STRAIGHT)


def hostile(value: object, key: str = "") -> object:
    """Return `value` with a hostile one in the place of every text that names something."""
    match value:
        case dict():
            return {key: hostile(inner, key) for key, inner in value.items()}
        case list():
            return [hostile(each, key) for each in value]
        case str():
            return value if key in _NO_NAMES else ADDRESS if value.startswith("https://") else EVIL
        case _:
            return value


def first_cell(notebook: Path) -> str:
    return "".join(json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"])


def markdown_that_acts(notebook: Path) -> Iterator[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "markdown":
            yield from Read(MarkdownIt("commonmark", {"html": True}).render("".join(cell["source"]))).acting


@pytest.fixture
def course(
    write_with_quiz: Callable[[Path], None], write_course: Callable[[Path, dict[str, str]], None], tmp_path: Path
) -> Path:
    """A course in which every name is hostile: the organisation's, the people's, the titles, the licence."""
    write_with_quiz(tmp_path)
    (tmp_path / "book" / "art" / "colours.md").unlink()
    (tmp_path / "book" / "art" / "checks" / "colours.yml").unlink()
    shutil.rmtree(tmp_path / "book" / "start-safely")
    write_course(tmp_path, PAGES)
    quiz = yaml.safe_load(HUES_QUIZ) | {"title": EVIL, "outcomes": {"see": EVIL}}
    settings = yaml.safe_load((tmp_path / "_config.yml").read_text(encoding="utf-8")) | {"title": EVIL, "author": EVIL}
    organisation = hostile(yaml.safe_load((tmp_path / "organisation.yml").read_text(encoding="utf-8")))
    about = profile(
        licence=EVIL,
        pages={"pause": "pause", "help": "help", "kept": "none"},
        reviews={"file": "book/reviews.yml", "nobody": EVIL},
        routes="book/routes.yml",
    )
    written = {"_config.yml": settings, "organisation.yml": organisation, "exercises/quizzes/hues.yml": quiz} | FILES
    write(tmp_path, {name: yaml.safe_dump(value, sort_keys=False) for name, value in written.items()})
    write(tmp_path, {"book/course.yml": about})
    return tmp_path


@pytest.mark.parametrize("signs", UNSEEN)
def test_what_nobody_sees_and_what_acts_by_itself_is_named(
    course: Path, command: Callable[..., str], signs: str
) -> None:
    for name in ("book/course.yml", "organisation.yml", "exercises/quizzes/hues.yml", "book/art/module.yml"):
        file = course / name
        good = file.read_text(encoding="utf-8")
        tree = yaml.safe_load(good)
        key = next(key for key in ("title", "name", "licence") if key in tree)
        file.write_text(yaml.safe_dump(tree | {key: f"A{signs}B"}, sort_keys=False), encoding="utf-8")
        said = command(course, "check", status=1)
        assert f"{name}, line " in said
        assert f"by itself: U+{UNSEEN[signs]}." in said
        assert signs[0] not in said
        file.write_text(good, encoding="utf-8")


def test_no_files_name_or_text_acts_on_the_terminal(course: Path, command: Callable[..., str]) -> None:
    for name in ("book/art/worksheets/\x1b[2J\x07.yml", "book/art/\x9b31m\u202e.md", "exercises/bank/\x1b]0;x\x07.yml"):
        write(course, {name: "id: 'no \x85id'\ntitle: [\n"})
    said = command(course, "check", status=1)
    assert said.count("�") >= 3
    assert all(sign.isprintable() or sign == "\n" for sign in said)


def test_names_are_shown_and_never_act(course: Path, command: Callable[..., str]) -> None:
    assert "No mistakes found" in command(course, "check")
    command(course, "build", "--offline")
    site = course / "_build" / "html"
    pages = {page.relative_to(site).as_posix(): Read(page.read_text(encoding="utf-8")) for page in site.rglob("*.html")}
    with ZipFile(next((course / "_build").glob("*.zip"))) as stick:
        pages["stick"] = Read(stick.read("open-me.html").decode())
    assert {name: page.acting for name, page in pages.items() if page.acting} == {}
    shown = {name: page.text.count(EVIL) for name, page in pages.items()}
    assert min(count for name, count in shown.items() if not name.startswith("_static")) >= 1
    assert shown["help.html"] > 4 * 2 + 10 * 5  # of the people two names each, of the helplines five
    notebook = course / "exercises" / "release" / "hues" / "hues.ipynb"
    assert list(markdown_that_acts(notebook)) == []
    assert EVIL in Read(MarkdownIt().render(first_cell(notebook))).text
