// The right pane: the blocks of the record, each with its role as a button that asks for another one.

import { byId, element } from "./drawing.js";
import { say } from "./strings.js";

export function drawStructure(blocks, corrected) {
  byId("structure").replaceChildren(...blocks.map((block, index) => drawBlock(block, index, corrected.has(block.start))));
}

function drawBlock(block, index, isCorrected) {
  const item = element("li", { className: "block" });
  item.dataset.block = index;
  item.style.setProperty("--depth", block.depth);
  item.classList.toggle("doubt", block.is_doubtful);
  item.classList.toggle("corrected", isCorrected);
  const said = element("div", { className: "said" });
  if (block.num) said.append(element("b", {}, block.num), " ");
  if (block.heading) said.append(element("span", { className: "heading field" }, block.heading), "\n");
  said.append(element("span", { className: "text field" }, block.text));
  item.append(drawRole(block), said);
  return item;
}

function drawRole(block) {
  const role = element("button", { type: "button", className: "role" }, say(block.role ?? block.kind));
  if (block.is_doubtful) role.append(` ? ${percent(block.odds)} %`, element("span", { className: "unseen" }, ` ${say("doubt")}`));
  return role;
}

export const percent = (odds) => Math.round(odds * 100);

// The words that the user selected in one block, and where: `{block, field, words, before}`, or null.
export function selectedWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const field = fieldOf(range.startContainer);
  if (!field || field !== fieldOf(range.endContainer)) return null;
  const text = field.textContent;
  const chosen = text.slice(range.startOffset, range.endOffset);
  const words = chosen.trim();
  if (!words) return null;
  const start = range.startOffset + chosen.indexOf(words);
  return {
    block: Number(field.closest("[data-block]").dataset.block),
    field: field.classList.contains("heading") ? "heading" : "text",
    words,
    before: text.slice(0, start),
  };
}

// The words of a heading or a text are one text node each, so an offset in the node is one in the words.
const fieldOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("#structure .field") : null);
