"""What comes of marking: feedback, reports, exports, certificates.

It may use `gradebook`, `notebook` and `untrusted`.
"""
