"""The commands that are not tools, one a file."""
