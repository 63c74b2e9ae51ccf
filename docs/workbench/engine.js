// The program behind the page: a worker that can be asked, and ended at once.

// A worker that starts from a blob has the page's content security policy: what runs in it can ask this site only.
function startWorker() {
  const address = new URL("worker.js", import.meta.url).href;
  const program = new Blob([`import ${JSON.stringify(address)};`], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(program), { type: "module" });
}

export class Cancelled extends Error {}

// Why a request was not met. `code` names a sentence in strings.js.
export class Refused extends Error {
  constructor(code, details = "") {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export class Engine {
  #worker = null;
  #waiting = new Map();
  #last = 0;
  #stage;
  starts = 0; // how often the program was ended: a new one has no file open

  // `stage` is called with the name of each stage of loading.
  constructor(stage) {
    this.#stage = stage;
  }

  start() {
    if (this.#worker) return;
    this.#worker = startWorker();
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker.addEventListener("error", (event) => this.#fail("not-started", event.message ?? ""));
  }

  ask(call, given = {}) {
    this.start();
    this.#last += 1;
    const id = this.#last;
    this.#worker.postMessage({ id, call, given });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async askJson(call, given) {
    return JSON.parse(await this.ask(call, given));
  }

  // End what the program does, whatever that is. The next request starts it anew.
  cancel() {
    this.#end(new Cancelled());
  }

  #hear({ stage, failed, id, answer, refusal, fault }) {
    if (stage) return this.#stage(stage);
    if (failed) return this.#fail("not-started", failed);
    if (fault) return this.#fail("fault", fault);
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    return refusal ? reject(new Refused(refusal)) : resolve(answer);
  }

  // What broke down cannot be trusted any more: the next request starts a new program.
  #fail(code, details) {
    this.#end(new Refused(code, details));
  }

  #end(error) {
    this.#worker?.terminate();
    this.#worker = null;
    this.starts += 1;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
