"""Rows and files: everything Darkroom remembers, and the keys that it is sealed with."""
