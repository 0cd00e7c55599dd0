"""A course of two modules in two editions, each a checkout that git keeps, with what a trainer has in it besides."""

import importlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from profiles import profile

ROOT = Path(__file__).parents[2]
SECRET = "k7f3-Ada-Lovelace"
"""What stands in all that is a learner's."""

_CHECK = """\
id: {id}
title: {id}
questions:
  - id: {id}-first
    type: single
    prompt: What comes first?
    options:
      - {{id: cup, text: A cup to pour into, feedback: Yes.}}
      - {{id: pot, text: A pot to pour from, feedback: Later.}}
    key: cup
"""
_ROUTES = """\
routes:
  - {id: all, title: All, text: Both of them, modules: [tea, milk]}
  - {id: only-milk, title: Milk, text: The other one, modules: [milk]}
"""
_MODULE = """\
id: {id}
title: {title}
about: All of it
minutes: 10
pages:
  {page}: {{minutes: 10, about: One thing}}
outcomes:
  pour: {{text: Pour it, taught: [index], practised: [{id}-check]}}
"""
_WITH_QUIZ = _MODULE.replace("minutes: 10\npages", "minutes: 10\nquiz: milk-quiz\npages").replace("text: Pour it, ", "")
_QUIZ = _CHECK.format(id="milk-quiz").replace("questions:", "intro: One.\noutcomes: {pour: Pour it}\nquestions:")
_BANK = _CHECK.format(id="milk").replace("questions:", "use: practice\nmodule: milk\nquestions:")
_FIRST = {
    "book/course.yml": profile(
        pages={"pause": "none", "help": "help", "kept": "none"}, routes="book/routes.yml", themes="book/themes.yml"
    ),
    "book/index.md": "# Home\n\nBegin with [tea](tea/index.md), and go on to [milk](milk/index.md).\n",
    "book/help.md": "# Help\n\n```{organisation}\n```\n",
    "book/routes.yml": _ROUTES,
    "book/themes.yml": "themes:\n  - name: spills\nexempt:\n  - {pages: milk/, why: Nothing is spilt there.}\n",
    "book/references.bib": "",
    "book/tea/index.md": "# Tea\n\nHot. See [the cup](cup.md), and\n[how to\npour](../milk/pour.md).\n",
    "book/tea/cup.md": "# The cup\n\nRound.\n",
    "book/tea/module.yml": _MODULE.format(id="tea", title="Tea", page="cup"),
    "book/tea/checks/tea-check.yml": _CHECK.format(id="tea-check"),
    "book/milk/index.md": "# Milk\n\nCold.\n",
    "book/milk/pour.md": "# Pour\n\nSlowly.\n\n![A cup](../tea/cup.svg)\n",
    "book/tea/cup.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>\n',
    "book/milk/module.yml": _WITH_QUIZ.format(id="milk", title="Milk", page="pour"),
    "book/milk/checks/milk-check.yml": _CHECK.format(id="milk-check"),
    "exercises/bank/milk.yml": _BANK.replace("first?", "in between?"),
    "exercises/quizzes/milk-quiz.yml": _QUIZ.replace("first?", "last?") + "    outcome: pour\n",
}
_PAGES = ("help", "tea/index", "tea/cup", "tea/pot", "milk/index", "milk/pour")
_LEARNERS = {
    "exercises/roster.csv": f"learner,name\nk7f3,{SECRET}\n",
    "exercises/submitted/k7f3/hues/hues.ipynb": SECRET,
    "exercises/backups/2026.zip": SECRET,
    "exercises/cohorts/spring/submitted/k7f3/hues/hues.ipynb": SECRET,
    "exercises/moodle/learners.csv": SECRET,
    "exercises/feedback/k7f3/hues/hues.html": SECRET,
}


def put_learners(folder: Path) -> None:
    """Put what learners sent and got, and what is known of them, into a course."""
    _write(folder, _LEARNERS)


def second(files: dict[str, str]) -> dict[str, str]:
    """Return the files of the second edition: a page more, one less, and some with other words."""
    gone = files["book/tea/module.yml"].replace("cup:", "pot:")
    changed = {
        "book/tea/index.md": files["book/tea/index.md"].replace("the cup](cup.md)", "the pot](pot.md)"),
        "book/help.md": files["book/help.md"] + "\nAsk early.\n",
        "book/tea/pot.md": "# The pot\n\nBlue.\n",
        "book/tea/module.yml": gone,
        "exercises/quizzes/milk-quiz.yml": files["exercises/quizzes/milk-quiz.yml"].replace("One.", "One question."),
    }
    return {name: text for name, text in files.items() if name != "book/tea/cup.md"} | changed


def wheels(folder: Path, copy_organisation: Callable[[Path], None]) -> None:
    """Make the wheels of both editions in folders of their own, `1` and `2`, by the script that makes the real ones."""
    for version, files in (("1", _FIRST), ("2", second(_FIRST))):
        checkout = folder / f"checkout-{version}"
        _write(checkout, files | {"_toc.yml": _contents(files), ".gitignore": (ROOT / ".gitignore").read_text("utf-8")})
        shutil.copy(ROOT / "_config.yml", checkout)
        shutil.copy(ROOT / "exercises" / "nbgrader_config.py", checkout / "exercises")
        copy_organisation(checkout)
        put_learners(checkout)
        _write(checkout, {"exercises/gradebook.db": SECRET})
        for arguments in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *arguments], cwd=checkout, check=True)
        wheel = packing().course(checkout, folder / version, version)
        zipfile.ZipFile(wheel).extractall(folder / version / "unpacked")


def packing() -> ModuleType:
    """Return the script that makes wheels."""
    sys.path.append(str(ROOT / "scripts"))
    return importlib.import_module("package")


def _contents(files: dict[str, str]) -> str:
    pages = [page for page in _PAGES if f"book/{page}.md" in files]
    return "format: jb-book\nroot: index\nchapters:\n" + "".join(f"  - file: {page}\n" for page in pages)


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
