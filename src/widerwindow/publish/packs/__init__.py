"""What people hold in their hands or show: workbooks, facilitator packs, review packs.

It may use `question_files` and `paper`.
"""
