"""An organisation's own copy of a course: made from the edition that is installed, and brought up to a newer one.

It may use `double_click`, `new_folder`, `course` and every wing below that. It knows no course: one is found where a
package says that it holds one.
"""
