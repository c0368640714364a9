"""Alembic's revisions of the schema, one file each in `versions`, numbered in order."""
