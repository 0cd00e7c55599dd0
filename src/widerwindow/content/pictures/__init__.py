"""Pictures drawn in the course's own files: a picture with places in it, and the parts that stand there.

It may use `core`.
"""
