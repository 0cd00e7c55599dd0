"""Lets formgrader wait until somebody opens it: it takes longer to load than all of our own pages."""

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from tornado import httputil, web
from tornado.routing import Matcher, Rule
from typing_extensions import override

_BELOW = "/formgrader"


class _NotLoaded(Matcher):
    """Fits all addresses of formgrader's, as long as it is not loaded."""

    is_loaded = False

    @override
    def match(self, request: httputil.HTTPServerRequest) -> dict[str, Any] | None:
        return None if self.is_loaded or not request.path.startswith(_BELOW) else {}


class _Loading(JupyterHandler):
    """Loads formgrader, and sends whoever asked to the same address again."""

    def initialize(self, server: ServerApp, rule: _NotLoaded) -> None:
        """Take what formgrader is loaded into (tornado calls this)."""
        self._server, self._rule = server, rule

    @web.authenticated
    def get(self) -> None:
        from widerwindow.desk.formgrader import load

        if not self._rule.is_loaded:
            load(self._server)
            self._rule.is_loaded = True
        self.redirect(self.request.uri or _BELOW, status=307)

    post = put = get


def formgrader_later(server: ServerApp) -> list[Rule]:
    """Return what answers at formgrader's addresses first."""
    rule = _NotLoaded()
    return [Rule(rule, _Loading, {"server": server, "rule": rule})]
