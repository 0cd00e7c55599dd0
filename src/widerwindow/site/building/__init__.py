"""Builds the site with Jupyter Book, keeps a process ready for that, and serves what was built.

It may use `page`.
"""
