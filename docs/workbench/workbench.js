// The page: opens a file, lets the program read it, takes corrections, and gives the results as downloads.

import { Corrections } from "./corrections.js";
import { byId, element, light, options } from "./drawing.js";
import { Cancelled, Engine } from "./engine.js";
import { discard, keep, kept, taken } from "./keeping.js";
import { drawPanels } from "./panels.js";
import { drawLines, drawPages } from "./source.js";
import { languages, preferredLanguage, say, setLanguage } from "./strings.js";
import { drawStructure, percent, selectedWords } from "./structure.js";

const MOST_BYTES = 50_000_000;
const TYPES = { json: "application/json", akn: "application/xml", html: "text/html", overlay: "application/json",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };
const ENDINGS = { json: ".json", akn: ".xml", html: ".html", docx: ".docx", overlay: ".overlay.json" };

const engine = new Engine((stage) => showStatus(say(`stage-${stage}`)));
let about = null; // what the program said of itself: roles, kinds of acts, types of entities
let work = null; // {id, name, data, corrections, release}
let view = null; // what the program read, as it said it
let opened = ""; // the file that the program has open, and which start of the program that was
let chosenBlock = -1;
let pictures = false;

// --- what the page says ---

const showStatus = (words) => { byId("status").textContent = words; };

function showTrouble(words) {
  byId("trouble").textContent = words;
  byId("trouble").hidden = !words;
}

function tellWhatWentWrong(error) {
  if (error instanceof Cancelled) return showStatus(say("cancelled"));
  showStatus("");
  showTrouble(say(error.code ?? "fault", { details: error.details ?? String(error) }));
}

// Do something with the program. Meanwhile the user can cancel it.
async function busy(words, task) {
  showTrouble("");
  showStatus(words);
  byId("cancel").hidden = false;
  document.body.dataset.busy = "yes";
  try {
    return await task();
  } catch (error) {
    tellWhatWentWrong(error);
    return null;
  } finally {
    byId("cancel").hidden = true;
    delete document.body.dataset.busy;
  }
}

// --- opening ---

async function openFile(file) {
  if (file.size > MOST_BYTES) return showTrouble(say("too-large"));
  let data;
  try {
    data = new Uint8Array(await file.arrayBuffer());
  } catch {
    return showTrouble(say("no-file"));
  }
  await begin({ id: crypto.randomUUID(), name: file.name, data, steps: [] });
}

async function begin({ id, name, data, steps }) {
  const release = await taken(id);
  if (!release) return showTrouble(say("in-other-tab", { name }));
  work?.release();
  const next = { id, name, data, corrections: new Corrections(steps), release };
  if (await read(next)) await store();
  else release();
}

// Read a work; on success it is the one that the page shows.
async function read(next) {
  const found = await busy(say("reading", { name: next.name }), async () => {
    await loadFile(next);
    return engine.askJson("read", { overlay: next.corrections.overlay() });
  });
  if (!found) return false;
  work = next;
  view = found;
  show();
  return true;
}

const isOpen = ({ id }) => opened === `${engine.starts} ${id}`;

async function loadFile({ id, name, data }) {
  if (isOpen({ id })) return;
  about ??= await engine.askJson("about");
  await engine.ask("open", { name, data });
  opened = `${engine.starts} ${id}`;
}

function cancel() {
  engine.cancel();
  engine.start();
}

// --- keeping ---

async function store() {
  const { id, name, data, corrections } = work;
  try {
    await keep({ id, name, data, steps: corrections.steps, changed: Date.now() });
  } catch {
    showTrouble(say("not-kept"));
  }
}

async function showKept() {
  const works = await kept().catch(() => []);
  works.sort((one, other) => other.changed - one.changed);
  byId("kept").hidden = works.length === 0;
  byId("kept-list").replaceChildren(...works.map(drawKept));
}

function drawKept(kept) {
  const { name, steps, changed } = kept;
  const when = new Date(changed).toLocaleString(document.documentElement.lang);
  const goOn = element("button", { type: "button" }, say("continue"));
  goOn.setAttribute("aria-label", `${say("continue")}: ${name}`);
  goOn.addEventListener("click", () => begin(kept));
  const away = element("button", { type: "button" }, say("discard"));
  away.setAttribute("aria-label", `${say("discard")}: ${name}`);
  away.addEventListener("click", () => throwAway(kept));
  return element("li", {}, element("span", {}, `${name} · ${when} · ${say("corrections-n", { n: steps.length })}`), goOn, away);
}

async function throwAway({ id, name }) {
  const release = work?.id === id ? work.release : await taken(id);
  if (!release) return showTrouble(say("in-other-tab", { name }));
  if (confirm(say("discard-sure", { name }))) {
    await discard(id);
    if (work?.id === id) closeWork();
  }
  if (work?.id !== id) release();
  await showKept();
}

function closeWork() {
  work?.release();
  work = null;
  view = null;
  byId("work").hidden = true;
  byId("start").hidden = false;
  byId("file-name").textContent = "";
  showStatus("");
  showKept();
}

// --- showing ---

function show() {
  byId("start").hidden = true;
  byId("work").hidden = false;
  byId("file-name").textContent = work.name;
  const blocks = view.blocks ?? [];
  drawStructure(blocks, new Set(work.corrections.steps.map((step) => step.start)));
  byId("pictures").hidden = !view.pages;
  drawSource();
  drawPanels(view, { correct: askFact, go: goToLine });
  byId("undo").disabled = work.corrections.count === 0;
  byId("save").disabled = !view.is_read;
  const doubts = blocks.filter((block) => block.is_doubtful).length;
  showStatus(say("read", { blocks: blocks.length, doubts }));
  byId("summary").textContent = say("corrections-n", { n: work.corrections.count });
  if (!view.is_read) showTrouble(say("no-record"));
}

function drawSource() {
  const showsPages = pictures && view.pages;
  byId("pictures").setAttribute("aria-pressed", String(Boolean(showsPages)));
  if (showsPages) drawPages(view.pages, view.blocks ?? [], pictureOf);
  else drawLines(view.lines);
}

// One page after the other: the program keeps the pixels of the page that it drew last.
let drawing = Promise.resolve();

function pictureOf(page) {
  drawing = drawing.catch(() => {}).then(async () => {
    const size = await engine.askJson("draw", { page });
    return { ...size, pixels: await engine.ask("pixels") };
  });
  return drawing;
}

function goToLine(line) {
  pictures = false;
  drawSource();
  const shown = byId(`line-${line}`);
  shown?.scrollIntoView({ block: "center" });
  shown?.querySelector("button").focus();
}

// --- correcting ---

// Add a step and let the program decide everything again. A step by which nothing could be read is taken back.
async function correct(step) {
  const before = view;
  work.corrections.add(step);
  const isRead = await read(work);
  if (isRead && (view.is_read || !before.is_read)) return store();
  const why = isRead ? view.findings.find(({ severity }) => severity === "error")?.message : "";
  work.corrections.undo();
  if (isRead) await read(work);
  if (why) showTrouble(why);
  return undefined;
}

async function undo() {
  const step = work.corrections.undo();
  if (!step) return showStatus(say("nothing-undone"));
  if (await read(work)) return store();
  work.corrections.add(step);
  return undefined;
}

// Show a dialogue; the answer is true if the user applied it.
function asked(dialog) {
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "apply"), { once: true });
  });
}

async function askRole(start, words, now) {
  if (refusesCorrections()) return;
  const { at } = await busy("", async () => {
    await catchUp();
    return engine.askJson("quotation", { start });
  }) ?? {};
  if (!at) return;
  byId("role-words").textContent = words.slice(0, 300);
  byId("role-now").textContent = now;
  options(byId("role"), about.roles.map((role) => [role, say(role)]));
  if (await asked(byId("role-dialog"))) await correct({ start, hint: { at, is: byId("role").value } });
}

// A record in JSON or Akoma Ntoso is not guessed, so there is nothing to correct in it.
function refusesCorrections() {
  if (!view.is_raw) showTrouble(say("not-raw"));
  return !view.is_raw;
}

function askRoleOfBlock(index) {
  const block = view.blocks[index];
  if (block.start === null) return showTrouble(say("no-place"));
  const now = block.role ? say("now-role", { role: say(block.role), odds: percent(block.odds) }) : say("now-unknown");
  return askRole(block.start, [block.num, block.heading, block.text].filter(Boolean).join(" "), now);
}

async function askFact({ name, value }) {
  if (refusesCorrections()) return;
  byId("fact-title").textContent = say("correct-fact", { name: say(name) });
  byId("fact-value").value = value ?? "";
  if (!(await asked(byId("fact-dialog")))) return;
  const given = byId("fact-value").value.trim();
  if (given) await correct({ fact: { fact: name, is: given } });
}

const CHOICES = { entity: "entity-type", act: "act-kind" };
const VALUES = { entity: "entity-label", date: "date-value", reference: "reference-href" };

// Each kind of mark asks for what it needs: a choice, a value, or both.
function showMarkFields(words) {
  const kind = byId("mark-kind").value;
  byId("mark-choice-label").hidden = !(kind in CHOICES);
  byId("mark-value-label").hidden = !(kind in VALUES);
  byId("mark-choice-name").textContent = say(CHOICES[kind] ?? "");
  byId("mark-value-name").textContent = say(VALUES[kind] ?? "");
  const choices = { entity: about.entities, act: about.acts }[kind] ?? [];
  options(byId("mark-choice"), choices.map((each) => [each, each]));
  byId("mark-value").value = kind === "entity" ? words : "";
}

async function askMark() {
  if (refusesCorrections()) return undefined;
  const selected = selectedWords();
  if (!selected) return showStatus(say("select-first"));
  byId("mark-words").textContent = selected.words;
  options(byId("mark-kind"), ["entity", "date", "reference", "act"].map((kind) => [kind, say(kind)]));
  showMarkFields(selected.words);
  byId("mark-kind").onchange = () => showMarkFields(selected.words);
  if (!(await asked(byId("mark-dialog")))) return undefined;
  const given = { ...selected, kind: byId("mark-kind").value, choice: byId("mark-choice").value, value: byId("mark-value").value.trim() };
  const step = await busy("", async () => {
    await catchUp();
    return engine.askJson("mark", given);
  });
  return step ? correct(step) : undefined;
}

function nextDoubt() {
  const blocks = view.blocks ?? [];
  const doubts = blocks.flatMap((block, index) => (block.is_doubtful ? [index] : []));
  if (!doubts.length) return showStatus(say("no-doubts"));
  chosenBlock = doubts.find((index) => index > chosenBlock) ?? doubts[0];
  light(chosenBlock, byId("source"));
  const item = byId("structure").children[chosenBlock];
  item.scrollIntoView({ block: "nearest" });
  item.querySelector(".role").focus({ preventScroll: true });
}

// --- giving ---

async function save() {
  const format = byId("format").value;
  const written = format === "overlay" ? work.corrections.overlay() || "{}\n" : await busy(say("writing"), async () => {
    await catchUp();
    return engine.ask("write", { format });
  });
  if (!written) return;
  const name = work.name.replace(/\.[^.]*$/, "") + ENDINGS[format];
  const address = URL.createObjectURL(new Blob([written], { type: TYPES[format] }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  showStatus(name);
}

// After a cancel the program is a new one, which has read nothing.
async function catchUp() {
  if (isOpen(work)) return;
  await loadFile(work);
  await engine.ask("read", { overlay: work.corrections.overlay() });
}

// --- listening ---

const KEYS = { n: nextDoubt, u: undo, m: askMark };

function onKey(event) {
  const types = event.target.closest("input, select, dialog");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (work && view && isPlain && !types && !document.body.dataset.busy) KEYS[event.key]?.();
}

function onPointer(event) {
  const block = event.target.closest?.("[data-block]")?.dataset.block;
  light(block ?? null);
}

function onClick(event) {
  if (document.body.dataset.busy) return;
  const line = event.target.closest("#source .number");
  if (line) return askRole(Number(line.dataset.start), line.parentElement.querySelector(".words").textContent, "");
  const role = event.target.closest("#structure .role");
  const box = event.target.closest("#source [data-block]");
  if (role) return askRoleOfBlock(Number(role.closest("[data-block]").dataset.block));
  if (box) {
    light(box.dataset.block);
    byId("structure").children[Number(box.dataset.block)].scrollIntoView({ block: "nearest" });
  }
  return undefined;
}

function onFocus(event) {
  const block = event.target.closest?.("#structure [data-block]")?.dataset.block;
  if (block !== undefined) {
    chosenBlock = Number(block);
    light(block, byId("source"));
  }
}

function listenToDrops() {
  const drop = byId("drop");
  addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const file = event.dataTransfer.files[0];
    if (file) openFile(file);
  });
}

function listen() {
  listenToDrops();
  byId("file").addEventListener("change", ({ target }) => target.files[0] && openFile(target.files[0]));
  byId("language").addEventListener("change", ({ target }) => { setLanguage(target.value); view ? show() : showKept(); });
  byId("cancel").addEventListener("click", cancel);
  byId("next-doubt").addEventListener("click", nextDoubt);
  byId("undo").addEventListener("click", undo);
  byId("mark").addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  byId("mark").addEventListener("click", askMark);
  byId("save").addEventListener("click", save);
  byId("close").addEventListener("click", closeWork);
  byId("discard").addEventListener("click", () => throwAway(work));
  byId("pictures").addEventListener("click", () => { pictures = !pictures; drawSource(); });
  byId("work").addEventListener("pointerover", onPointer);
  byId("work").addEventListener("click", onClick);
  byId("work").addEventListener("focusin", onFocus);
  addEventListener("keydown", onKey);
}

function begun() {
  setLanguage(preferredLanguage());
  options(byId("language"), languages.map((tag) => [tag, { en: "English", es: "Español", sl: "Slovenščina" }[tag]]), document.documentElement.lang);
  if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") {
    byId("drop").hidden = true;
    return showTrouble(say("no-wasm"));
  }
  listen();
  showKept();
  engine.start();
}

begun();
