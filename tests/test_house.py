"""The rules of the house that a machine can hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["mypy"],
        ["ruff", "check", "src", "scripts", "tests"],
        ["ruff", "format", "--check", "src", "scripts", "tests"],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_types_style_and_the_direction_of_imports(command: list[str]) -> None:
    ran = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_locks_pin_by_hash_and_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 100
    assert all("--hash=sha256:" in pin for pin in pins)
    assert "://" not in text


def test_the_engine_says_nothing_of_the_course() -> None:
    names = re.compile(r"window.of.tolerance|dissociat|grounding", re.IGNORECASE)
    engine = [file for file in (ROOT / "src").rglob("*") if file.suffix in {".py", ".js", ".html", ".yml", ".css"}]
    assert engine
    assert [file.name for file in engine if names.search(file.read_text(encoding="utf-8"))] == []
