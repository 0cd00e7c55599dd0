"""What a browser is told that the desk does not know, as after its cookies were deleted: no password is asked for."""

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from widerwindow.desk.frame import DeskPage


class Stranger(DeskPage):
    """Stands where Jupyter's server asks for a password."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say that the desk has to be opened as it was at first."""
        raise web.HTTPError(HTTPStatus.FORBIDDEN)
