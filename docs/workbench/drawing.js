// Small helpers for making elements. Words of a document are always put in as text, never as markup.

export const byId = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function table(headings, rows) {
  const head = element("tr", {}, ...headings.map((words) => element("th", { scope: "col" }, words)));
  const body = rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell ?? ""))));
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}

export function options(select, values, chosen) {
  select.replaceChildren(...values.map(([value, words]) => element("option", { value, selected: value === chosen }, words)));
}

// Light up everything that shows a block, and nothing else. With `into` it scrolls into sight there.
export function light(block, into = null) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (block === null) return;
  for (const shown of document.querySelectorAll(`[data-block="${block}"]`)) shown.classList.add("lit");
  into?.querySelector(`[data-block="${block}"]`)?.scrollIntoView({ block: "nearest" });
}
