"""Makes a quiz ready for learners: draws from the bank, and has nbgrader make the release.

It may use `gradebook` and `notebook`.
"""
