"""The desk on a server that several trainers use: nobody closes it for the others, and formgrader is not in it."""

from jupyter_server.serverapp import ServerApp

from widerwindow.desk.extension import add_pages


def _load_jupyter_server_extension(server: ServerApp) -> None:
    add_pages(server)
