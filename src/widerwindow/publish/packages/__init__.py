"""Packages that a learning platform plays: the pages of the site, the player around them, and a list a standard.

It uses what stands beside it in `publish` alone.
"""
