"""The directive `{sources-taught}`: which pages teach from each source of one kind, made from the modules' ledgers."""

from collections import defaultdict
from collections.abc import Mapping

from docutils import nodes
from pybtex.database import parse_file
from pybtex.richtext import Text
from typing_extensions import override

from widerwindow.content.checks.claims import Claims
from widerwindow.messages import Messages
from widerwindow.site.directive import CourseDirective, line, table

_say = Messages(__package__)


class SourcesTaughtDirective(CourseDirective):
    """Lists the sources that bear one of BibTeX's `keywords` in `references.bib`, each with the pages that use it.

    A source that no module's `claims.yml` names stops the build.
    """

    required_arguments = 1

    @override
    def show(self) -> list[nodes.Node]:
        keyword, pages = self.arguments[0], self._pages()
        sources = self._sources(keyword)
        untaught = [key for key in sources if key not in pages]
        if untaught or not sources:
            raise self.error(_say("untaught", keyword=keyword, sources=untaught or [_say("no_source")]))
        rows = [[[line(title)], [self.link(page) for page in pages[key]]] for key, title in sources.items()]
        return [table([_say("source"), _say("where_taught")], rows)]

    def _sources(self, keyword: str) -> Mapping[str, str]:
        """Return the titles of the sources with this keyword by their keys, in the order of the titles."""
        file = self.course.book / "references.bib"
        self.note(file)
        titles = {
            key: Text.from_latex(entry.fields["title"]).render_as("text")
            for key, entry in parse_file(str(file)).entries.items()
            if entry.fields.get("keywords") == keyword
        }
        return dict(sorted(titles.items(), key=lambda each: each[1]))

    def _pages(self) -> Mapping[str, list[str]]:
        """Return the pages that take something from a source, in the order of the book, by the source's key."""
        order = self.course.contents().order()
        pages: dict[str, set[str]] = defaultdict(set)
        for module in self.course.modules():
            file = self.course.book / module / "claims.yml"
            self.note(file)
            for claim in self.course.read(file, Claims).claims if file.is_file() else []:
                pages[claim.source].update(f"{module}/{place}" for place in claim.on if "/" not in place)
        return {key: sorted(there, key=order.index) for key, there in pages.items()}
