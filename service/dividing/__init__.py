"""Proposing where one long note ends and the next begins."""
