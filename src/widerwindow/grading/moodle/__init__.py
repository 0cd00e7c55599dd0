"""Moodle's side of the classroom: its downloads are read, and its grading worksheet is given back filled in.

It may use `giving_back` and all that `giving_back` may use.
"""
