"""How long a build takes, whole and after one edit."""

import statistics
from pathlib import Path

from benchmarks.tools import course_in, run


def build(folder: Path) -> None:
    """Measure a clean build, and a build after one edit beside it."""
    course = course_in(folder / "course")
    clean = run(course, "widerwindow", "build")
    edited = course / "book" / "window-of-tolerance" / "signs.md"
    again = []
    for number in range(3):
        edited.write_text(edited.read_text() + f"\nA line more, {number}.\n")
        again.append(run(course, "widerwindow", "build"))
    print(f"  clean build of {len(list((course / '_build' / 'html').rglob('*.html')))} pages {clean:27.1f} s")
    edit = statistics.median(again)
    print(f"  build after one edit, median {edit:26.1f} s  ({clean / edit:.1f} times less)")
