"""Files that hold a text and are none: DOCX, HTML and PDF.

Each module takes the text out, as the reader of raw text knows it.
"""
