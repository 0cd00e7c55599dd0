"""Messages say what they are given in the words of their language."""

import ast
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from widerwindow.messages import filled


def test_values_stand_where_their_names_are() -> None:
    assert filled("The start `{start}` is no scene.", start="hall") == "The start `hall` is no scene."


def test_what_a_person_wrote_is_never_taken_for_a_place() -> None:
    assert filled("It says {text}.", text="{start}") == "It says {start}."


def test_a_list_is_told_with_commas() -> None:
    assert filled("Write one of: {known}.", known=["a", "b"]) == "Write one of: a, b."


@pytest.mark.parametrize(("count", "said"), [(1, "1 answer waits"), (0, "0 answers wait"), (2, "2 answers wait")])
def test_the_language_decides_which_form_a_count_takes(count: int, said: str) -> None:
    assert filled({"one": "{count} answer waits", "other": "{count} answers wait"}, count=count) == said


def test_a_day_is_written_as_people_write_it() -> None:
    assert filled("{day}", day=date(2026, 11, 8)) == "8 November 2026"
    assert filled("{time}", time=datetime(2026, 11, 8, 9, 5, tzinfo=UTC)) == "8 November 2026, 09:05"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("{who} waits")


def test_a_folder_of_other_words_stands_over_these_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "widerwindow.content.questions.ordering.yml").write_text("form: {up: Hinauf}\ntwice: zweimal\n")
    show = "from widerwindow.messages import Messages; print(Messages('widerwindow.content.questions.ordering').all())"
    environment = os.environ | {"WIDERWINDOW_MESSAGES": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", show], env=environment, capture_output=True, text=True, check=True)
    said = ast.literal_eval(ran.stdout)
    assert said["form"]["up"] == "Hinauf"
    assert said["form"]["down"] == "Move down"
    assert said["twice"] == "zweimal"
    assert said["no_list"] == "it is not a list of items"
