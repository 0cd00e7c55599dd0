"""Takes the points that a trainer gives: what lies outside of a question's limits is refused, not made to fit."""

from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader.apihandlers import GradeHandler
from tornado import web

from widerwindow.grading.formatting import plain
from widerwindow.messages import Messages

_say = Messages(__package__)


class _Points(GradeHandler):  # type: ignore[misc] # nbgrader has no types
    @web.authenticated
    def put(self, grade_id: str) -> None:
        try:
            most = self.gradebook.find_grade_by_id(grade_id).max_score
        except MissingEntry:
            raise web.HTTPError(404) from None
        given = self.get_json_body()
        if not _is_within(given.get("manual_score"), most):
            raise web.HTTPError(400, _say("points_refused", most=plain(most)))
        if not _is_within(given.get("extra_credit"), float("inf")):
            raise web.HTTPError(400, _say("extra_refused"))
        super().put(grade_id)


def _is_within(points: object, most: float) -> bool:
    """Return whether `points` are none, or a number from 0 to `most`."""
    return points is None or (type(points) in (int, float) and 0 <= points <= most)  # type: ignore[operator]


POINTS = [(r"/formgrader/api/grade/([^/]+)", _Points)]
"""nbgrader's address of one question's points."""
