"""The charts of the pages as picture files: their numbers, their painters, and their download.

A page hands its chart to `on_page.show`, with a function that returns its picture. A new form of
chart is a class in `model.py` and its painter in `painters.py`.
"""
