"""The trainer's pages in her browser. It may use all other wings of `grading`."""
