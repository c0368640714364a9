"""Readers of file headers, one format a file: `read(data, most_frames) -> Source`, without decoding a pixel."""
