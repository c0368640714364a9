"""Tests of the header readers."""
