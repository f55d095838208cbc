"""Bullets are held against the source: verdict, reasons and evidence."""
