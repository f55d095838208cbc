"""Article → what stands beside the bullets: figures, who said what, dates, abbreviations."""
