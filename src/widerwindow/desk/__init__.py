"""The trainer's pages in her browser. It may use `grading`, and `site` for what it shows of the course.

A page is a folder: what it asks of the course, its template, its script. `frame` is what all of them share.
"""
