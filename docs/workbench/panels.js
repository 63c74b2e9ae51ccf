// The panels below: facts that can be corrected, signatories, promises, citations, findings and the ledger.

import { byId, element, table } from "./drawing.js";
import { say } from "./strings.js";

const PANELS = ["facts", "signatories", "promises", "citations", "findings", "ledger"];
const CORRECTABLE = new Set(["kind", "language", "title", "date", "place", "number"]);
const COLUMNS = {
  signatories: ["party", "name", "role"],
  promises: ["eid", "strength", "who", "what", "whom", "due"],
  citations: ["eid", "words", "scheme", "href", "relation", "missing"],
};
let shown = "facts";

// `correct` is called with a fact that the user wants to correct, `go` with a line.
export function drawPanels(view, { correct, go }) {
  const tabs = PANELS.map((name) => drawTab(name, view, { correct, go }));
  byId("tabs").replaceChildren(...tabs);
  drawPanel(view, { correct, go });
}

function drawTab(name, view, actions) {
  const number = Array.isArray(view[name]) && name !== "facts" ? ` (${view[name].length})` : "";
  const tab = element("button", { type: "button", id: `tab-${name}`, tabIndex: name === shown ? 0 : -1 }, say(name) + number);
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", "panel");
  tab.setAttribute("aria-selected", String(name === shown));
  tab.addEventListener("click", () => choose(name, view, actions));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) choose(PANELS[(PANELS.indexOf(name) + step + PANELS.length) % PANELS.length], view, actions);
  });
  return tab;
}

function choose(name, view, actions) {
  shown = name;
  drawPanels(view, actions);
  byId(`tab-${name}`).focus();
}

function drawPanel(view, actions) {
  const panel = byId("panel");
  panel.setAttribute("aria-labelledby", `tab-${shown}`);
  panel.replaceChildren(content(view, actions));
}

function content(view, { correct, go }) {
  if (!view[shown] || view[shown].length === 0) return element("p", {}, say("none"));
  if (shown === "facts") return facts(view.facts, correct);
  if (shown === "findings") return findings(view.findings, go);
  if (shown === "ledger") return ledger(view.ledger);
  const columns = COLUMNS[shown];
  return table(columns.map((name) => say(name)), view[shown].map((row) => columns.map((name) => row[name])));
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);

function facts(rows, correct) {
  const lines = rows.map((fact) => [capital(say(fact.name)), fact.value ?? say("unknown"), fact.basis, correctButton(fact, correct)]);
  return table([say("fact"), say("value"), say("basis"), say("correct")], lines);
}

function correctButton(fact, correct) {
  if (!CORRECTABLE.has(fact.name)) return "";
  const button = element("button", { type: "button" }, say("correct"));
  button.setAttribute("aria-label", say("correct-fact", { name: say(fact.name) }));
  button.addEventListener("click", () => correct(fact));
  return button;
}

function findings(rows, go) {
  const lines = rows.map(({ code, severity, message, hint, line }) => [code, say(severity), hint ? `${message} (${hint})` : message, lineButton(line, go)]);
  return table([say("code"), say("severity"), say("message"), say("source")], lines);
}

function lineButton(line, go) {
  if (!line) return "";
  const button = element("button", { type: "button" }, say("line-n", { n: line }));
  button.addEventListener("click", () => go(line));
  return button;
}

function ledger({ total, document: words, structure, furniture, left_over: leftOver }) {
  const kinds = Object.entries(furniture).map(([name, number]) => [say("furniture-n", { name }), String(number)]);
  const rows = [[say("document"), words], [say("structure"), structure], ...kinds, [say("left-over"), leftOver], [say("total"), total]];
  return table([say("kind"), say("characters")], rows.map(([name, number]) => [name, String(number)]));
}
