"""The workbench: read, correct and export a declaration in a browser.

The page runs this package in WebAssembly (Pyodide), so a user installs nothing. `desk` answers the
page, `server` gives the page's files to a browser on this machine.
"""
