"""A brief becomes a document: blocks first, then docx, md, html, pdf or json."""
