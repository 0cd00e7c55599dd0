"""What each page gets around and into its text, what that weighs, and what its server says with it.

It may use `scripts`.
"""
