"""Audiences: how many officers a message would reach, counted without showing anybody."""
