"""The course says things in its own words: no sentence of it comes from the posts that it draws on.

The posts are no part of the course. WIDERWINDOW_SOURCE_POSTS names the folder that holds them, as text files.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = 8
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
PRINTED = re.compile(r"^\s*(?:title|booktitle|journal|publisher|author)\s*=\s*\{(.*)\},?$", re.MULTILINE)
WRITTEN = (
    *("book/**/*.md", "book/**/*.yml", "book/**/*.svg"),
    *("exercises/quizzes/*.yml", "exercises/bank/*.yml", "organisation.yml", "*.md"),
)


def words(text: str) -> list[tuple[str, int]]:
    """The words of `text` in small letters, each with its line."""
    lines = enumerate(text.lower().splitlines(), 1)
    return [(match[0], number) for number, line in lines for match in WORD.finditer(line)]


def runs(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every run of words in `text`, with the line of its first."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        part = found[start : start + RUN]
        yield tuple(word for word, _ in part), part[0][1]


def borrowed(text: str, posts: set[tuple[str, ...]], printed: list[str]) -> Iterator[str]:
    """Yield the runs that `text` shares with `posts`, but for figures and for names and titles that are `printed`."""
    for run, line in runs(text):
        said = " ".join(run)
        figures = sum(word.isdigit() for word in run) > RUN / 2
        if run in posts and not figures and not any(f" {said} " in name for name in printed):
            yield f"{line}: {said}"


def printed_in(bibliography: str) -> list[str]:
    """The names and titles in `bibliography`, as words with a space on either side."""
    plain = (" ".join(word for word, _ in words(match[1].replace("{", ""))) for match in PRINTED.finditer(bibliography))
    return [f" {name} " for name in plain]


def test_the_course_shares_no_sentence_with_its_source_posts(source_posts: Path) -> None:
    posts = {run for post in source_posts.glob("*.txt") for run, _ in runs(post.read_text(encoding="utf-8"))}
    assert posts
    printed = printed_in((ROOT / "book" / "references.bib").read_text(encoding="utf-8"))
    files = sorted({file for pattern in WRITTEN for file in ROOT.glob(pattern)})
    assert [
        f"{file.relative_to(ROOT)}:{found}"
        for file in files
        for found in borrowed(file.read_text(encoding="utf-8"), posts, printed)
    ] == []


POST = {run for run, _ in runs("Last May the team asked twelve women what would help them most of all.")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then the team asked\ntwelve women what would help them.", ["1: the team asked twelve women what would help"]),
        ("Twelve women were asked by the team.", []),
    ],
)
def test_a_borrowed_sentence_is_found(text: str, found: list[str]) -> None:
    assert list(borrowed(text, POST, []))[:1] == found


def test_titles_and_figures_are_nobody_s_own() -> None:
    printed = printed_in("@misc{a,\n  title = {What would {Help} Them most of all today},\n}\n")
    post = {run for run, _ in runs("We read: what would help them most of all today? 1 of 27, 2 of 27, 3 of 27, 25.")}
    assert list(borrowed("What would help them most of all today", post, printed)) == []
    assert len(list(borrowed("What would help them most of all today", post, []))) == 1
    assert list(borrowed("27, 2 of 27, 3 of 27, 25", post, printed)) == []
