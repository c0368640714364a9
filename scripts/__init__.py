"""Maintainers' scripts; none is part of the installed package."""
