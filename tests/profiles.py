"""The profile (`book/course.yml`) of a small course: it has nothing, but for what a test gives it."""

import yaml

_NOTHING = dict.fromkeys(
    (
        "licence",
        "cover",
        "glossary",
        "synonyms",
        "themes",
        "language_rules",
        "reviews",
        "routes",
        "variables",
        "requires",
    ),
    "none",
)
_BARE = {"language": "en-GB", "zone": "Europe/London", "pages": {"pause": "none", "help": "none", "kept": "none"}}


def profile(**parts: object) -> str:
    """Return the text of a profile with these `parts`, and `none` for the others."""
    return yaml.safe_dump(_BARE | _NOTHING | parts, sort_keys=False)


def variables(*names: str) -> dict[str, object]:
    """Return variables of which more is better."""
    return {
        name: {"about": f"How much {name} there is.", "low": "little", "high": "much", "more_is_better": True}
        for name in names
    }
