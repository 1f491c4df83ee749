"""Texts in the viewer's language: the catalogues, and sentences written from figures."""
