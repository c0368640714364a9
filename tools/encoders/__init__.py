"""Writers of picture files, one format a file."""
