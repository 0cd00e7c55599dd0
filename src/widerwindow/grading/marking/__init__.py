"""Judges what was handed in, and writes it into the gradebook.

It may use `collecting`, `gradebook`, `notebook` and `untrusted`.
"""
