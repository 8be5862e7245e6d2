"""Everybody's formats: a store's reports out, other people's events in."""
