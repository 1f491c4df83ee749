"""The map and its charts as pictures: drawn on the server, from what the screen draws from.

Matplotlib is slow to load, so this file imports nothing: a page names the module that it wants
when someone asks for a picture.
"""
