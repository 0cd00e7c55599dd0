"""Pictures are put together from drawings of the course, as its files ask, and the check says what is not there."""

from pathlib import Path

import pytest
from checking import faults

from widerwindow.content.course import Course
from widerwindow.content.pictures.library import Library

PAPER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">'
WINDOW = f"""{PAPER}
<path class="wall" d="M0 0h{{open: 10 to 70}}v40z"/>
<g data-slot="sky"/>
<!-- nobody is sent this -->
<g data-slot="beside" data-from="thing" transform="translate(8 9)"/>
<path class="wood" d="M0 38h80"/>
</svg>
"""


def draw(folder: Path, **drawings: str) -> Library:
    """Write `drawings` into `folder`, each by its path without the ending, `/` written as `__`."""
    for name, text in drawings.items():
        file = folder / f"{name.replace('__', '/')}.svg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return Library(folder)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    sky, thing = '<path class="night" d="M0 0h80v9z"/>\n', '<circle class="glaze" r="3"/>\n'
    return draw(tmp_path, window=WINDOW, sky__night=sky, thing__pan=thing)


def test_a_picture_is_put_together_from_the_back_to_the_front(library: Library) -> None:
    picture = library.picture({"picture": "window", "open": 50, "sky": "night", "beside": "pan"})
    assert picture.svg() == (
        '<svg class="ww-picture" viewBox="0 0 80 40" aria-hidden="true" focusable="false">'
        '<path class="wall" d="M0 0h40v40z"/>'
        '<g><path class="night" d="M0 0h80v9z"/></g>'
        '<g transform="translate(8 9)"><circle class="glaze" r="3"/></g>'
        '<path class="wood" d="M0 38h80"/></svg>'
    )


def test_what_is_not_asked_for_stays_empty_and_a_measure_starts_at_its_beginning(library: Library) -> None:
    assert (
        library.picture({"picture": "window"})
        .svg()
        .endswith('<path class="wall" d="M0 0h10v40z"/><path class="wood" d="M0 38h80"/></svg>')
    )


def test_pictures_share_the_layers_that_are_the_same_in_both(library: Library) -> None:
    one, other = (set(library.picture({"picture": "window", "beside": "pan", "open": n}).layers) for n in (0, 9))
    assert {layer.shapes for layer in one & other} == {
        '<g transform="translate(8 9)"><circle class="glaze" r="3"/></g>',
    }
    assert len({layer.name for layer in one | other}) == len(one | other)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"picture": "door"}, "There is no picture `door`."),
        ({"picture": "window", "sky": "green"}, "There is no drawing `green` for this place in the picture."),
        ({"picture": "window", "cat": "asleep"}, "This picture has no place called `cat`."),
        ({"picture": "window", "open": 101}, "`open` is how far, as a whole number from 0 to 100."),
        ({"picture": "window", "open": "wide"}, "`open` is how far, as a whole number from 0 to 100."),
        ({"sky": "night"}, "There is no picture `None`."),
    ],
)
def test_what_is_not_there_is_named(library: Library, asked: dict[str, str | int], said: str) -> None:
    assert [fault.message for fault in library.faults(asked, ())] == [said]


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ('<path fill="#f00" d="M0 0"/>', "`fill` cannot stand in a picture"),
        ('<path style="fill:red" d="M0 0"/>', "`style` cannot stand in a picture"),
        ('<path onclick="alert()" d="M0 0"/>', "`onclick` cannot stand in a picture"),
        ('<path class="red" d="M0 0"/>', "No shape in a picture is called `red`."),
        ("<text>Help</text>", "A picture that says nothing to those who do not see it has words in it."),
        ("<script>alert()</script>", "`<script>` cannot stand in a picture."),
        ('<path d="M0 0">', "This is no drawing that can be read"),
        (f'<path d="M{"0 0 " * 1200}"/>', "and the most is 4096."),
    ],
)
def test_the_check_refuses_a_drawing_that_not_everybody_can_be_shown(small: Course, shape: str, said: str) -> None:
    draw(small.book / "pictures", window=f"{PAPER}\n<path/>\n{shape}\n</svg>")
    (fault,) = faults(small)
    assert said in fault.message
    assert fault.file == Path("book/pictures/window.svg")
    assert fault.line == (1 if "4096" in said else 4 if "read" in said else 3)


def test_the_check_names_the_line_that_asks_for_what_is_not_there(small: Course) -> None:
    draw(small.book / "pictures", window=WINDOW, sky__night="<path/>", thing__pan="<path/>")
    file = small.book / "tea" / "module.yml"
    file.write_text(file.read_text() + "cover: {picture: window, sky: green}\n")
    (fault,) = faults(small)
    assert fault.message == "There is no drawing `green` for this place in the picture."
    assert (fault.file, fault.line) == (Path("book/tea/module.yml"), len(file.read_text().splitlines()))


def test_the_check_adds_up_what_is_put_together(small: Course) -> None:
    half = f'<path d="M{"0 0 " * 600}"/>'
    draw(small.book / "pictures", window=WINDOW, sky__night=half, thing__pan=half)
    file = small.book / "tea" / "module.yml"
    file.write_text(file.read_text() + "cover: {picture: window, sky: night, beside: pan}\n")
    assert ["and the most is 4096." in fault.message for fault in faults(small)] == [True]


def test_a_figure_on_the_colours_of_the_page_may_have_words(small: Course) -> None:
    figure = '<svg class="ww-picture" viewBox="0 0 9 9" fill="none"><text class="big">Tea</text><path {}/></svg>'
    draw(small.book / "tea" / "figures", pot=figure.format('class="leaf"'), cup=figure.format('fill="red"'))
    (fault,) = faults(small)
    assert (fault.file, fault.line) == (Path("book/tea/figures/cup.svg"), 1)


@pytest.mark.parametrize(("alt", "faults_are"), [(" The word tea", 0), ("", 1)])
def test_a_figure_with_words_says_them_to_whoever_does_not_see_it(small: Course, alt: str, faults_are: int) -> None:
    draw(small.book / "tea" / "figures", pot='<svg class="ww-picture" viewBox="0 0 9 9"><text>Tea</text></svg>')
    page = small.book / "tea" / "index.md"
    page.write_text(f"{page.read_text()}\n```{{figure}} figures/pot.svg\n:alt:{alt}\n\nA pot.\n```\n")
    found = [fault.message for fault in faults(small)]
    assert (
        found
        == ["The drawing `figures/pot.svg` has words in it, and whoever does not see it would miss them."][:faults_are]
    )
