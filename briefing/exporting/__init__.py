"""A brief becomes a document: blocks first, then docx, md, html, pdf or json."""

from briefing.exporting.registry import FORMATS, export, render

__all__ = ["FORMATS", "export", "render"]
