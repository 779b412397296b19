"""Frames: what kinds of edges a predicate with its roles speaks of."""
