"""Sections become bullets: choose sentences, make them stand alone, shorten, select."""
