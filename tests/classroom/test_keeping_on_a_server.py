"""A gradebook on a PostgreSQL server is kept, brought back, and forgets a learner as one in a file does."""

from pathlib import Path

from room import QUIZ, blank, copied, hand_in, put
from test_on_a_server import HONEST, served_by, server, shown

from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, forgetting, known, restoring
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

__all__ = ["server"]


def test_a_server_s_gradebook_is_kept_brought_back_and_forgets(course: Course, server: str, tmp_path: Path) -> None:
    served = served_by(copied(course, tmp_path / "served"), server)
    with writing(served, "release"):
        release(served, QUIZ)
    for learner in ("k7f3", "zz1"):
        put(served, learner, hand_in(blank(served), HONEST))
    autograde(served, QUIZ)
    before = shown(served)
    backups.write(served, backups.WHOLE, tmp_path / "b.zip")
    forgetting.forget(served, "zz1")
    book = known.gradebook(served)
    assert book
    assert book.learners() == {"k7f3"}
    (served.exercises / "forgotten.json").unlink()
    restoring.restore(served, backups.read(tmp_path / "b.zip"))
    assert shown(served) == before
    in_a_file = copied(course, tmp_path / "in a file")
    restoring.restore(in_a_file, backups.read(tmp_path / "b.zip"))
    assert shown(in_a_file) == before
