// Runs communique beside the page, in Python compiled to WebAssembly. The page asks by messages `{id, call, arguments}`; the
// answer is `{id, answer}` or `{id, refusal}`. While the program loads, messages `{stage}` say how far it is.

import { loadPyodide } from "./pyodide/pyodide.mjs";

const PACKAGES = "/packages";
const START = `
import sys
sys.path.insert(0, "${PACKAGES}")
from communique.workbench import desk as desk_module
desk = desk_module.Desk()

def answer(call, arguments):
    """The answer to a call, or the code of a refusal."""
    given = arguments.to_py()
    if "data" in given:
        given["data"] = bytes(given["data"])
    try:
        return "answer", desk_module.answered(desk, call, given)
    except desk_module.Refusal as refusal:
        return "refusal", refusal.code
answer
`;

// A file that is made to fill the memory gets this much and no more: then the program breaks down, and not the browser.
const MOST_MEMORY = 1 << 30;
const PAGE_SIZE = 1 << 16;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function growWithin(pages) {
  if (this.buffer.byteLength + pages * PAGE_SIZE > MOST_MEMORY) throw new RangeError("memory limit");
  return grow.call(this, pages);
};

const here = (name) => new URL(name, import.meta.url).href;
const tell = (stage) => postMessage({ stage });

async function start() {
  tell("runtime");
  const packages = fetch(here("packages.zip")).then((response) => {
    if (!response.ok) throw new Error(`packages.zip: ${response.status}`);
    return response.arrayBuffer();
  });
  const pyodide = await loadPyodide({ indexURL: here("pyodide/") });
  tell("packages");
  pyodide.unpackArchive(await packages, "zip", { extractDir: PACKAGES });
  tell("program");
  return pyodide.runPython(START);
}

const started = start();
started.then(
  () => tell("ready"),
  (error) => postMessage({ failed: String(error) }),
);

// Bytes come out of Python as a view of its memory, which moves: they are copied.
function outOfPython(value) {
  if (typeof value === "string") return value;
  const bytes = value.toJs();
  value.destroy();
  return bytes;
}

addEventListener("message", async ({ data: { id, call, given } }) => {
  try {
    const answer = await started;
    const pair = answer(call, given);
    const [kind, value] = [pair.get(0), pair.get(1)];
    pair.destroy();
    postMessage({ id, [kind]: outOfPython(value) });
  } catch (error) {
    postMessage({ id, fault: String(error) });
  }
});
