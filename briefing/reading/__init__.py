"""Files become articles: one module a format, a registry that picks it, and cleaning."""
