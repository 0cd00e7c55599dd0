"""How the command speaks where nobody looks at a screen."""

from threading import Event

import pytest

from widerwindow.cli.output import now_and_then


def test_what_takes_long_is_told_now_and_then_and_not_at_all_where_it_is_quick(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said, all_said = iter(["reading", "", "writing"]), Event()

    def step() -> str:
        found = next(said, None)
        if found is None:
            all_said.set()
        return found or ""

    with now_and_then(step, seconds=0.05):
        assert all_said.wait(30)
    assert capsys.readouterr().out == "reading\nwriting\n"
    with now_and_then(lambda: "too early", seconds=60):
        pass
    assert capsys.readouterr().out == ""
