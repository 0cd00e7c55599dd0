"""Ways through the course, and the order of its modules."""

from pathlib import Path

import pytest
from checking import faults
from small_course import edit

from widerwindow.content.about.routes import Routes
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course

ROUTES = """\
routes:
  - {id: short, title: Short, text: For today., modules: [tea, milk]}
  - {id: long, title: Long, text: For later., modules: [tea]}
"""


def routes(text: str = ROUTES) -> Routes:
    return parse(text, Path("routes.yml"), Routes)


def test_a_module_that_is_not_there_is_told() -> None:
    assert list(routes().unknown({"milk": [], "tea": []})) == []
    [fault] = routes().unknown({"tea": [], "cake": []})
    assert fault.where == ("routes", 0, "modules", 1)
    assert (fault.message, fault.hint) == ("There is no module `milk`.", "Write one of: tea, cake.")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[tea, milk]", "[tea, milk, tea]", "routes.yml:2: The route `short` comes to `tea` twice."),
        ("id: long", "id: short", "routes.yml:3: The id `short` is used twice."),
        ("[tea, milk]", "[]", "routes.yml:2: `modules` has too few entries."),
    ],
)
def test_a_planted_fault_is_told_with_its_line(old: str, new: str, expected: str) -> None:
    with pytest.raises(ContentError, match=expected):
        routes(ROUTES.replace(old, new, 1))


def test_the_check_of_the_course_reads_the_routes_that_the_profile_names(small: Course) -> None:
    edit(small.profile_file, "routes: none", "routes: book/routes.yml")
    file = small.book / "routes.yml"
    file.write_text(ROUTES, encoding="utf-8")
    assert "book/routes.yml:2: There is no module `milk`." in "\n".join(map(str, faults(small)))
    file.write_text("routes: []\n", encoding="utf-8")
    assert "book/routes.yml:1: `routes` has too few entries." in "\n".join(map(str, faults(small)))
    file.unlink()
    assert "book/routes.yml:1: This file is missing. Put it back, or mend the name." in map(str, faults(small))
    edit(small.profile_file, "routes: book/routes.yml", "routes: none")
    assert faults(small) == []


def test_modules_come_in_the_order_of_the_contents_and_others_after_them(tmp_path: Path) -> None:
    for name in ("cake", "milk", "tea"):
        (tmp_path / "book" / name).mkdir(parents=True)
        (tmp_path / "book" / name / "index.md").touch()
    assert Course(tmp_path).modules() == ["cake", "milk", "tea"]
    (tmp_path / "_toc.yml").write_text("parts:\n  - file: tea/index\n  - file: cake/more\n  - file: milk/index\n")
    assert Course(tmp_path).modules() == ["tea", "milk", "cake"]
