"""The trainer's own file of who has more time: what a command changes there leaves everybody else as they were."""

import re
from pathlib import Path

from widerwindow.content.core.reading import read
from widerwindow.content.quizzes.extensions import Extensions
from widerwindow.grading.keeping import extensions_text

LIKE_OTHER_THINGS = ("on", "no", "1E5", '"0042"', '"true"', '"12_5"')
"""Codes that a program may take for something else."""


def test_whoever_is_left_keeps_her_code_where_the_file_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "extensions.yml"
    lines = [f"{{quiz: tea, learner: {code}, until: 2026-12-11 17:00}}" for code in ("hers", *LIKE_OTHER_THINGS)]
    file.write_text(f"extensions: [{', '.join(lines)}]  # hers too\n")
    assert extensions_text.erase(file, "hers", re.compile("hers"))
    left = [one.learner for one in read(file, Extensions).extensions]
    assert left == [code.strip('"') for code in LIKE_OTHER_THINGS]
    assert extensions_text.learners(file) == set(left)
