"""The engine and a small course, installed from wheels into an environment of their own, as an organisation does it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import small_editions
from programs import Program

from widerwindow.content.copies.edition import Installed


@pytest.fixture(scope="session")
def editions(once: Callable[..., Path], copy_organisation: Callable[[Path], None]) -> Path:
    """The wheels of both editions, in folders `1` and `2`, each `unpacked` beside it."""
    return once("editions", lambda folder: small_editions.wheels(folder, copy_organisation))


@pytest.fixture(scope="session")
def first(editions: Path) -> Installed:
    return Installed(editions / "1" / "unpacked" / "widerwindow_course")


@pytest.fixture(scope="session")
def second(editions: Path) -> Installed:
    return Installed(editions / "2" / "unpacked" / "widerwindow_course")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, editions: Path) -> Program:
    """The program, with the first edition beside it."""
    made = Program(tmp_path_factory.mktemp("program"))
    made.install(*(editions / "1").glob("*.whl"))
    return made
