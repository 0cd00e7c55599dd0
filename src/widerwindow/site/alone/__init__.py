"""The pages that stand outside the book's theme: previews, maps of stories, the first page of a USB stick.

It may use `page`.
"""
