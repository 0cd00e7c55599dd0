"""The notebook that a learner hands in: what it is made of, and how its answers are read as data.

It may use `untrusted`.
"""
