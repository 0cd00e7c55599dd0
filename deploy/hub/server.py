"""Starts the server of one person as `jupyterhub-singleuser` does, without grammars that take longest to load."""

from widerwindow.startup import without_iri_grammars

without_iri_grammars()

from jupyterhub.singleuser import main  # noqa: E402 - it imports what would load the grammars

main()
