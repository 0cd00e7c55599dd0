"""The theme of all pages: templates, styles, and scripts with their words."""
