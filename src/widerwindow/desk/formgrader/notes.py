"""Leads from where the notes for trainers stood to where they stand now."""

from http import HTTPStatus

from nbgrader.server_extensions.formgrader.base import BaseHandler
from tornado import web


class _Notes(BaseHandler):  # type: ignore[misc] # nbgrader has no types
    @web.authenticated
    def get(self, name: str = "") -> None:
        self.redirect(f"/desk/for-trainers{f'/notes/{name}' if name else ''}", status=HTTPStatus.MOVED_PERMANENTLY)


NOTES = [(r"/formgrader/notes/?", _Notes), (r"/formgrader/notes/(.+)", _Notes)]
"""The addresses of the list of these pages, and of each."""
