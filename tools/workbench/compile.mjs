// Compiles the packages of the workbench with the Python that will run them: `node compile.mjs PYODIDE ARCHIVE`.
// Without this the page would compile each module when it is first imported, which takes longer than all the rest.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, archive] = process.argv.slice(2);
const COMPILE = `
import io, marshal, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

def compiled(data):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as opened, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for entry in opened.infolist():
            name, content = entry.filename, opened.read(entry)
            if name.endswith(".py"):
                code = compile(content, "/packages/" + name, "exec", dont_inherit=True)
                name = name + "c"
                content = bytes(_code_to_hash_pyc(code, source_hash(content), False))
            written = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            written.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(written, content)
    return made.getvalue()
lambda data: compiled(bytes(data.to_py()))
`;

const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const pyodide = await loadPyodide();
const compiled = pyodide.runPython(COMPILE);
const result = compiled(new Uint8Array(readFileSync(archive)));
writeFileSync(archive, result.toJs());
