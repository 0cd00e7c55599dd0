"""Questions for other systems, with their answers, so never for learners: a file a format.

It may use `packages`.
"""
