"""The book around the widgets: the Sphinx theme and extension, the build and the server."""
