"""A stand-in for lxml, which does not exist for WebAssembly: what reading DOCX needs of it."""
