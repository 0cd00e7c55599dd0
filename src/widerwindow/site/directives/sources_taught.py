"""The directive `{sources-taught}`: which pages teach from each source of one kind, made from the modules' ledgers."""

from docutils import nodes
from typing_extensions import override

from widerwindow.messages import Messages
from widerwindow.site.directives import taught
from widerwindow.site.directives.directive import CourseDirective, line, table

_say = Messages(__package__)


class SourcesTaughtDirective(CourseDirective):
    """Lists the sources that bear one of BibTeX's `keywords` in `references.bib`, each with the pages that use it.

    A source that no module's `claims.yml` names stops the build.
    """

    required_arguments = 1

    @override
    def show(self) -> list[nodes.Node]:
        self.note(*taught.read_from(self.course))
        keyword, pages = self.arguments[0], taught.pages(self.course)
        sources = taught.sources(self.course, keyword)
        untaught = [key for key in sources if key not in pages]
        if untaught or not sources:
            raise self.error(_say("untaught", keyword=keyword, sources=untaught or [_say("no_source")]))
        rows = [[[line(title)], [self.link(page) for page in pages[key]]] for key, title in sources.items()]
        return [table([_say("source"), _say("where_taught")], rows)]
