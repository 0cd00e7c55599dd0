"""What an author may write beside MyST's own Markdown, a file each.

It may use `page`.
"""
