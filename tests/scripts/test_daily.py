"""Which tests run: the daily ones by themselves, the thorough ones too where all are asked for or a file is named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = """import pytest
def test_daily(): pass
@pytest.mark.thorough
def test_thorough(): pass
"""


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("arguments", "count", "said"),
    [
        ([], 1, "with --all the thorough ones too"),
        (["--all"], 2, "all tests"),
        (["tests/test_it.py"], 2, "all tests"),
    ],
)
def test_thorough_tests_run_where_they_are_asked_for(
    tmp_path: Path, arguments: list[str], count: int, said: str
) -> None:
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_it.py").write_text(TESTS, encoding="utf-8")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "1", *arguments],
        cwd=tmp_path, env=ours | {"PYTHONPATH": str(ROOT / "tests")}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert f"{count} passed" in ran.stdout
    assert said in ran.stdout
