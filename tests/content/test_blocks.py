"""A text of paragraphs alone is read without Markdown's parser, and as that would read it."""

import pytest
from markdown_it import MarkdownIt

from widerwindow.content.pages.blocks import blocks, roles, targets

PLAIN = [
    "One line.",
    "Two lines\n  of one paragraph, \nand a third.",
    "\n\n“A first one.”\n\n \t\n(A second one.)\n12 of them.\n",
    "A [link](help.md), {term}`freeze`\nand ![a drawing](a.svg) \\`no code`.",
]
MARKED = [
    "Not a paragraph\n===",
    "A | B\n--|--\n1 | 2",
    "A paragraph\n- and an item",
    "Not one\n1) but two",
    "12. twelve",
    "A line\r\rand another",
    "See [this].\n\n[this]: help.md",
    "    code",
    "Words\n```\nand a fence\n```",
    "> “Quoted.”",
    "A\0B",
]


@pytest.mark.parametrize("text", PLAIN + MARKED)
def test_a_text_is_read_as_the_parser_reads_it(text: str) -> None:
    every = MarkdownIt("commonmark").enable("table").parse(text)
    whole = {"fence", "code_block", "html_block"}
    meant = [token for token in every if token.type in whole or (token.type == "inline" and token.content)]
    frames = {"table_open", "ordered_list_open", "list_item_open"}
    found = [block for block in blocks(text, first_line=7) if block.token.type not in frames]
    assert [(block.token.type, block.token.content) for block in found] == [(it.type, it.content) for it in meant]
    assert [block.line for block in found if block.token.type == "inline"] == [
        7 + token.map[0] for token in meant if token.map and token.type == "inline"
    ]


def test_roles_and_links_are_found_in_paragraphs_alone() -> None:
    (block,) = blocks(PLAIN[3], first_line=1, inline=True)
    assert [(role.name, role.content, role.line) for role in roles(block)] == [("term", "freeze", 1)]
    assert [(target.address, target.line, target.image) for target in targets(block)] == [
        ("help.md", 1, False),
        ("a.svg", 2, True),
    ]


def test_a_link_finds_its_address_elsewhere_in_the_text() -> None:
    (block,) = blocks(MARKED[6], first_line=1, inline=True)
    assert [target.address for target in targets(block)] == ["help.md"]
