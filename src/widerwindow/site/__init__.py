"""The book around the widgets: the Sphinx theme and extension, the build and the server.

It may use `widgets` and `content`, and knows nothing of `grading`.
"""
