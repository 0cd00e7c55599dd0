"""What the course of these tests needs besides for a practice: two modules, each with questions in the bank."""

from pathlib import Path

_MODULE = """\
id: {0}
title: About {0}
about: All of {0}
minutes: 10
outcomes:
  pour: {{text: Pour {0}, taught: [index, rules], practised: [tea-check]}}
  warm: {{text: Warm {0}, taught: [rules], practised: [tea-check]}}
"""
_QUESTION = """\
  - id: {0}
    type: single
    outcome: {1}
    prompt: What of {0}? See the [rules](rules.md).
    options:
      - {{id: ask, text: Ask about {0}, feedback: "Yes, ask about {0}."}}
      - {{id: pour, text: Pour {0}, feedback: "No, {0} is full."}}
    key: ask
"""
_BANK = "id: {0}\ntitle: {0}\nuse: practice\nmodule: {0}\nquestions:\n"
_WRITTEN = """\
  - id: {0}-letter
    type: written
    points: 1
    prompt: Write a letter.
    rubric: [{{id: all, title: All, levels: [none, some]}}]
"""
_GRADED = _QUESTION.format("secret", "pour") + "    use: graded\n    tags: [one]\n"
CUPS, TEA = ["big-cup", "old-cup", "red-cup"], ["black", "green", "white", "mint", "smoky"]


def write(course: Path) -> None:
    """Write them into the course."""
    files = {"_toc.yml": "root: tea/rules\nchapters: [{file: cups/index}, {file: tea/index}]\n"}
    for module, names in {"cups": CUPS, "tea": TEA}.items():
        asked = "".join(_QUESTION.format(name, "warm" if name == "mint" else "pour") for name in names)
        files |= {
            f"book/{module}/index.md": f"# About {module}\n",
            f"book/{module}/rules.md": f"# The rules of {module}\n",
            f"book/{module}/module.yml": _MODULE.format(module),
            f"exercises/bank/{module}.yml": _BANK.format(module) + asked + _WRITTEN.format(module),
        }
    files["exercises/bank/tea.yml"] += _GRADED
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, encoding="utf-8")
