// The left pane: the lines of the source, or the pages of a PDF as pictures with a box around each block.

import { byId, element } from "./drawing.js";
import { say } from "./strings.js";

// The lines. A stretch names its block, so that both panes light up together; a line's number asks what begins there.
export function drawLines(lines) {
  const list = element("ol", { className: "lines" });
  lines.forEach((line, index) => list.append(drawLine(line, index + 1)));
  byId("source").replaceChildren(list);
}

function drawLine(line, number) {
  const words = element("span", { className: "words" });
  for (const [text, block] of line.parts) words.append(drawStretch(text, block));
  const label = say("line-n", { n: number });
  const start = element("button", { type: "button", className: "number", title: label }, String(number));
  start.dataset.start = line.start + blanksBefore(line.parts);
  return element("li", { id: `line-${number}` }, start, words);
}

function drawStretch(text, block) {
  const stretch = element("span", {}, text);
  if (block !== null) stretch.dataset.block = block;
  else if (text.trim()) {
    stretch.className = "set-aside";
    stretch.title = say("set-aside");
  }
  return stretch;
}

// A block begins at the first word of its line. Blanks are one code point each, so this is an offset for Python too.
function blanksBefore(parts) {
  const text = parts.map(([words]) => words).join("");
  return text.length - text.trimStart().length;
}

// The pages of a PDF. Each is drawn when it comes into sight. `picture` asks the program for a page.
export function drawPages(pages, blocks, picture) {
  const source = byId("source");
  const drawn = pages.map((page, index) => drawPage(page, index + 1, blocks));
  source.replaceChildren(...drawn);
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      picture(Number(target.dataset.page)).then((found) => paint(target, found), () => {});
    }
  }, { root: source, rootMargin: "50%" });
  for (const page of drawn) watch.observe(page);
}

function drawPage({ width, height }, number, blocks) {
  const page = element("div", { className: "page" }, element("canvas"));
  page.dataset.page = number;
  page.style.aspectRatio = `${width} / ${height}`;
  page.setAttribute("role", "group");
  page.setAttribute("aria-label", say("page-n", { n: number }));
  blocks.forEach((block, index) => {
    for (const area of block.areas) if (area.page === number) page.append(drawBox(area.share, block, index));
  });
  return page;
}

// `share`: left, top, width and height as parts of the page.
function drawBox([left, top, width, height], block, index) {
  const box = element("div", { className: block.is_doubtful ? "box doubt" : "box" });
  box.dataset.block = index;
  const percent = (part) => `${part * 100}%`;
  Object.assign(box.style, { left: percent(left), top: percent(top), width: percent(width), height: percent(height) });
  return box;
}

function paint(page, { width, height, pixels }) {
  const canvas = page.querySelector("canvas");
  Object.assign(canvas, { width, height });
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
}
