"""The map and its charts as picture files, drawn on the server from the same data as the screen.

Matplotlib loads slowly, so this file imports nothing: a page imports the module that it needs
when a user asks for a picture.
"""
