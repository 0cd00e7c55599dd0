"""The Sphinx extension for what authors can write besides MyST's own Markdown."""

from typing import Any

from sphinx.application import Sphinx

from widerwindow import __version__
from widerwindow.site.directives.blocks import BLOCKS, AfterStoryDirective, BlockDirective, MoreDirective
from widerwindow.site.directives.exit import ExitDirective
from widerwindow.site.directives.number import NumberRole
from widerwindow.site.directives.organisation import OrganisationDirective
from widerwindow.site.directives.outcomes import OutcomesDirective, OutcomesTableDirective
from widerwindow.site.directives.pictures import Drawn, PicturesDirective, show
from widerwindow.site.directives.record import RecordDirective
from widerwindow.site.directives.routes import ModulesDirective, PagesDirective, RoutesDirective, StartDirective
from widerwindow.site.directives.sources_taught import SourcesTaughtDirective


def setup(app: Sphinx) -> dict[str, Any]:
    """Name the directives and the role (Sphinx calls this)."""
    app.add_directive("organisation", OrganisationDirective)
    app.add_directive("exit", ExitDirective)
    app.add_directive("outcomes", OutcomesDirective)
    app.add_directive("outcomes-table", OutcomesTableDirective)
    app.add_directive("sources-taught", SourcesTaughtDirective)
    app.add_directive("pictures", PicturesDirective)
    app.add_node(Drawn, html=(show, None))
    app.add_directive("record", RecordDirective)
    app.add_directive("start", StartDirective)
    app.add_directive("modules", ModulesDirective)
    app.add_directive("pages", PagesDirective)
    app.add_directive("routes", RoutesDirective)
    for name in BLOCKS:
        app.add_directive(name, BlockDirective)
    app.add_directive("more", MoreDirective)
    app.add_directive("after-the-story", AfterStoryDirective)
    app.add_role("number", NumberRole())
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
