"""The Sphinx extension for what authors can write besides MyST's own Markdown."""

from typing import Any

from sphinx.application import Sphinx

from widerwindow import __version__
from widerwindow.site.directive import OrganisationDirective
from widerwindow.site.leaving import ExitDirective


def setup(app: Sphinx) -> dict[str, Any]:
    """Name the directives (Sphinx calls this)."""
    app.add_directive("organisation", OrganisationDirective)
    app.add_directive("exit", ExitDirective)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
