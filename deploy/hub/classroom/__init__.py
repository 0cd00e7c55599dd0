"""A classroom for many on one machine: JupyterHub for learners, the desk for trainers, nbgrader's exchange between.

It uses the engine, and nothing uses it but the files beside this folder.
"""
