"""The MCP server: assistants search, read and check declarations by it. Needs the extra `mcp`.

It only reads. It serves the shipped records, one corpus if it was started with one, and texts that
a call brings with it; no argument of a call opens a file. Every answer is bounded.
"""
