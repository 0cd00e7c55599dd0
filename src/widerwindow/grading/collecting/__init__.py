"""Takes hand-ins in: whose they are, which one counts, which came before, what a dry run would do.

It may use `moodle`, `notebook` and `untrusted`.
"""
