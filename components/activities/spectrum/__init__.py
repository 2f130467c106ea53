"""Spectrum: a dot between two poles, on one or several lines."""
