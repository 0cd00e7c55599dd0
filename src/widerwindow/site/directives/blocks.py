"""The directives of the blocks that have a shape each, such as `{in-danger}`, and of what is a click away."""

from abc import abstractmethod
from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from typing_extensions import override

from widerwindow.messages import Messages

_say = Messages(__package__)

BLOCKS = ("in-danger", "story", "words-to-say", "what-we-know", "try-it", "england-only")
"""The names of the blocks, which are those of their directives and, after `ww-`, of their styles."""


class _Titled(SphinxDirective):
    """Has a title, and something to show under it."""

    has_content = True
    final_argument_whitespace: ClassVar = True

    @override
    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        return self.show(self.parse_content_to_nodes())

    @abstractmethod
    def show(self, inside: list[nodes.Node]) -> list[nodes.Node]:
        """Return what stands in the directive's place, with its content `inside`."""

    def words(self, title: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words of a title, in which HTML is shown as it was typed, and what is told of them."""
        parsed, told = self.parse_inline(title)
        words = nodes.inline("", "", *parsed)
        for html in list(words.findall(nodes.raw)):
            html.replace_self(nodes.Text(html.astext()))
        return words.children, told


class BlockDirective(_Titled):
    """Shows its content in a block of its name, under a title of its own or that of all such blocks."""

    optional_arguments = 1

    @override
    def show(self, inside: list[nodes.Node]) -> list[nodes.Node]:
        title = self.arguments[0] if self.arguments else _say(f"block_{self.name.replace('-', '_')}")
        words, told = self.words(title)
        return [nodes.admonition("", nodes.title(title, "", *words), *told, *inside, classes=[f"ww-{self.name}"])]


class MoreDirective(_Titled):
    """Keeps its content a click away, under the heading that is its argument."""

    required_arguments = 1
    opening = '<details class="ww-more">'

    @override
    def show(self, inside: list[nodes.Node]) -> list[nodes.Node]:
        words, told = self.words(self.arguments[0])
        opened = nodes.raw("", f"{self.opening}<summary>", format="html")
        between = nodes.raw("", "</summary>", format="html")
        title = nodes.inline("", "", *words)
        return [opened, title, between, *told, *inside, nodes.raw("", "</details>", format="html")]


class AfterStoryDirective(MoreDirective):
    """The same, for what nobody is to read before the page's story has ended: then it is there, and open."""

    opening = '<details class="ww-more ww-after-story" open>'
