"""How the command speaks where nobody looks at a screen."""

import time

import pytest

from widerwindow.cli.output import now_and_then


def test_what_takes_long_is_told_now_and_then_and_not_at_all_where_it_is_quick(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = iter(["reading", "", "writing"])
    with now_and_then(lambda: next(said, ""), seconds=0.05):
        time.sleep(0.5)
    assert capsys.readouterr().out == "reading\nwriting\n"
    with now_and_then(lambda: "too early", seconds=60):
        pass
    assert capsys.readouterr().out == ""
