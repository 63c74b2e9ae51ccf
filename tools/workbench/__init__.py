"""Assembles the workbench: the page, Pyodide, and the Python packages that the page runs."""
