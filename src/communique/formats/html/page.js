
/* What the page does when it is asked: lists, marks, notes, search, copies. Everything can be read without it.
   It stands in the page packed, behind `const WORDS`, the words of the page in all languages,
   and `const STYLE`, the style of what it shows (`tools.css`). */
"use strict";
(() => {
  const root = document.documentElement;
  const byId = (name) => document.getElementById(name);
  const once = (make) => { let made; return () => (made ??= make()); };
  const carried = (name) => once(() => JSON.parse(byId(name).textContent));
  const record = carried("[json]"), told = carried("[told]"), said_ = () => WORDS;
  const HOME = root.lang;
  const spoken = new Map();
  const words = (tag = root.lang) => {
    if (!spoken.has(tag)) {
      const { keys, said } = said_();
      spoken.set(tag, Object.fromEntries(keys.map((key, index) => [key, said[tag][index]])));
    }
    return spoken.get(tag);
  };
  const citation = (tag = root.lang) => said_().citation[tag];
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const make = (name, values, ...children) => {
    const made = Object.assign(document.createElement(name), values);
    made.append(...children);
    return made;
  };

  /* --- colours: the system's, or what was chosen the last time; set before anything is drawn --- */

  const THEMES = ["auto", "light", "dark"];
  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  let theme = store?.getItem("communique-theme") ?? "auto";
  const paint = () => {
    for (const each of THEMES) root.classList.toggle(each, each === theme && each !== "auto");
  };
  paint();

  const article = document.querySelector("article");
  const status = document.querySelector(".done");
  const sheet = byId("[sheet]");

  const button = document.querySelector(".theme");
  const nameTheme = () => { button.ariaLabel = `${words().theme}: ${words()[`theme-${theme}`]}`; };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    try { store?.setItem("communique-theme", theme); } catch { /* it then holds for this visit */ }
    paint();
    nameTheme();
  });

  /* --- the language of the page: the one asked for (`?lang=`), or chosen the last time, or the browser's --- */

  const values = (each) => JSON.parse(each.dataset.values ?? "{}");
  const fill = (each) => {
    const held = values(each), pieces = words()[each.dataset.w].split(/\{(\w+)\}/);
    each.replaceChildren(...pieces.map((piece, index) => (index % 2 ? make("bdi", { textContent: held[piece] }) : piece)));
    return each;
  };
  const written = (date) => {
    const [year, month, day] = date.split("-"), { months, month: month_, day: day_ } = citation();
    return month ? filled(day ? day_ : month_, { day: Number(day), month: months[month - 1], year }) : year;
  };
  const speak = (tag) => {
    Object.assign(root, { lang: tag, dir: said_().dir[tag] });
    for (const each of document.querySelectorAll("article [data-ui]")) Object.assign(each, { lang: tag, dir: root.dir });
    for (const each of document.querySelectorAll("[data-w]")) fill(each);
    for (const each of document.querySelectorAll("[data-label]")) {
      each.ariaLabel = filled(words()[each.dataset.label], values(each));
      if (each.placeholder) each.placeholder = each.ariaLabel;
    }
    for (const each of document.querySelectorAll("time:not(.d)")) each.textContent = written(each.dateTime);
    for (const each of document.querySelectorAll("[data-date]")) each.textContent = written(each.dataset.date);
  };
  const choice = document.querySelector(".spoken");
  const preferred = [new URLSearchParams(location.search).get("lang"), store?.getItem("communique-language"), ...navigator.languages]
    .map((tag) => tag?.split("-")[0].toLowerCase()).find((tag) => tag && Object.hasOwn(said_().said, tag)) ?? HOME;
  if (preferred !== HOME) speak(preferred);
  for (const tag of Object.keys(said_().said)) {
    choice.append(make("option", { value: tag, lang: tag, textContent: words(tag).name }));
  }
  choice.value = root.lang;
  choice.addEventListener("change", () => {
    speak(choice.value);
    nameTheme();
    try { store?.setItem("communique-language", choice.value); } catch { /* it then holds for this visit */ }
  });
  nameTheme();

  /* --- saying and copying --- */

  let silence;
  const say = (text) => {
    status.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { status.textContent = ""; }, 4000);
  };
  const copyOld = (text) => {
    const area = make("textarea", { value: text, className: "unseen" });
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  };
  const copy = async (text) => {
    sheet.hidePopover();
    let copied = true;
    try { await navigator.clipboard.writeText(text); } catch { copied = copyOld(text); }
    say(words()[copied ? "copied" : "not-copied"]);
  };

  /* --- the sheet: one for notes, marks and menus --- */

  const isNarrow = window.matchMedia("(max-width: 40rem)");
  const open = (anchor, label, ...content) => {
    const close = make("button", { type: "button", className: "close", textContent: "✕", ariaLabel: words().close });
    close.addEventListener("click", () => sheet.hidePopover());
    if (sheet.matches(":popover-open")) sheet.hidePopover();
    sheet.replaceChildren(close, ...content);
    sheet.ariaLabel = label;
    sheet.showPopover();
    if (!isNarrow.matches) {
      const at = anchor.getBoundingClientRect(), width = sheet.offsetWidth, height = sheet.offsetHeight;
      const left = Math.max(8, Math.min(at.left, root.clientWidth - width - 8));
      const below = at.bottom + 6;
      const top = below + height > innerHeight - 8 ? Math.max(8, at.top - height - 6) : below;
      sheet.style.left = `${left + scrollX}px`;
      sheet.style.top = `${top + scrollY}px`;
    }
    (content.find((each) => each.matches?.("button")) ?? close).focus({ preventScroll: true });
  };

  /* --- the record's nodes, and how they are cited: as `communique.model.citation` does --- */

  const nodes = once(() => {
    const found = new Map();
    const walk = (value) => {
      if (value === null || typeof value !== "object") return;
      if (typeof value.eid === "string") found.set(value.eid, value);
      Object.values(value).forEach(walk);
    };
    walk(record());
    return found;
  });
  const entities = once(() => new Map(record().entities.map((each) => [each.id, each])));
  const label = (id) => entities().get(id)?.label ?? id;

  const bare = (printed) => {
    const cut = printed.split(/\s+/u).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
    return cut.find((word) => /^\p{Nd}/u.test(word)) ?? cut.at(-1) ?? "";
  };
  const called = (node) => {
    if ("annexes" in node) return node.num?.split(/\s+/u).filter(Boolean).join(" ") || null;
    const printed = node.marker ?? node.num ?? "";
    const number = bare(printed) || printed.trim();
    if (number === "") return null;
    const worded = /[a-z]{3}/u.test(number) || /\p{L}/u.test(number.replace(/[A-Za-z]/g, ""));
    return worded ? number : `${citation(HOME)[node.kind]} ${number}`;
  };
  const locator = (eid) => {
    const own = called(nodes().get(eid));
    if (own === null) return eid;
    const pieces = eid.split("__");
    const chain = pieces[0] === "cover" ? [citation(HOME).cover] : [];
    for (let count = 1; count < pieces.length; count++) {
      const outer = nodes().get(pieces.slice(0, count).join("__"));
      const name = outer && called(outer);
      if (name) chain.push(name);
    }
    return [...chain, own].join(", ");
  };
  const TEX = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "_": "\\_", "%": "\\%",
    "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  };
  const cite = (eid, style) => {
    const place = locator(eid), pattern = told().patterns[style];
    const fill = (text, words_) => text.replaceAll("\u0001", () => eid).replaceAll("\u0002", () => words_);
    if (style === "bibtex") return fill(pattern, place.replace(/[\\{}$&#_%~^]/g, (sign) => TEX[sign]));
    if (style === "text") return fill(pattern, place);
    const item = JSON.parse(pattern, (_, value) => (typeof value === "string" ? fill(value, place) : value));
    return `${JSON.stringify(item, null, 2)}\n`;
  };

  /* --- the record in its other forms --- */

  const json = (value) => JSON.stringify(value, null, 2);
  const forms = {
    json: ["json", "application/json", () => `${json(record())}\n`],
    csv: ["promises.csv", "text/csv", () => asCsv()],
  };
  byId("[forms]").addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.form, form = forms[name];
    if (name === "pdf") print();
    if (!form) return;
    const [suffix, type, text] = form;
    const href = URL.createObjectURL(new Blob([text()], { type }));
    make("a", { href, download: `${record().id}.${record().language}.${suffix}` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  });

  /* --- what a mark says --- */

  const MARKS = { entities: ".e", dates: ".d", acts: ".a", references: ".r" };
  const ANY = Object.values(MARKS).join();
  const quoted = (text) => make("bdi", { className: "quoted", textContent: text });
  const addresses = (uris) => uris.flatMap((uri) => [
    /^(https?:\/\/(?![^/?#]*@)|mailto:)/i.test(uri) ? make("a", { href: uri, textContent: uri }) : uri, make("br"),
  ]);
  const said = (mark) => {
    const { ref, act, by, to, on, with: means, due, scheme, href, basis, source } = mark.dataset;
    const rows = [], w = words();
    const row = (name, ...values) => rows.push(make("dt", {}, name), make("dd", {}, ...values));
    const list = (ids) => ids.split(" ").map(label).join("; ");
    if (ref !== undefined) {
      const entity = entities().get(ref);
      if (entity) {
        const acronym = entity.acronym ? ` (${entity.acronym})` : "";
        row(w.entity, make("bdi", {}, entity.label + acronym));
        for (const { language, text } of entity.names) row(language, make("bdi", { lang: language }, text));
        row(w.type, `${said_().signs[entity.type]} ${w[`types.${entity.type}`]}`);
        if (entity.same_as.length) row(w["same-as"], ...addresses(entity.same_as));
        const listed = make("a", { href: `#${ref}`, textContent: w.presence });
        listed.addEventListener("click", () => openList("presence"));
        row(w["named-in"], listed);
      } else row(w.entity, ref);
    }
    if (mark.matches("time")) row(w.date, mark.dateTime);
    if (act !== undefined) row(w.act, w[`acts.${act}`]);
    if (by) row(w.actors, list(by));
    if (to) row(w.addressees, list(to));
    if (on) row(w.topics, list(on));
    if (means) row(w.instruments, list(means));
    if (due) row(w.due, due);
    if (mark.matches(".r")) row(w["layer-references"], [scheme, href ?? mark.getAttribute("href")].filter(Boolean).join(" "));
    if (basis || source) row(w.basis, [basis && w[`bases.${basis}`], source].filter(Boolean).join(": "));
    return [make("p", {}, quoted(plain(mark))), make("dl", {}, ...rows)];
  };
  const plain = (node) => texts(node).map((each) => each.data).join("");

  /* --- the menu of a paragraph: one button, which goes where the pointer or the focus is --- */

  const more = make("button", { type: "button", className: "more", textContent: "⋯", ariaHasPopup: "dialog" });
  const bring = (event) => {
    if (sheet.matches(":popover-open") || event.target === more) return;
    const focused = document.activeElement;
    if (event.type === "pointerover" && more.isConnected && (focused === more || focused === more.previousSibling)) return;
    const node = event.target.closest?.("article .p, article li");
    const number = node?.querySelector(":scope > .n");
    if (!number || number.nextSibling === more) return;
    more.ariaLabel = `${words().menu}: ${number.textContent}`;
    number.after(more);
  };
  article.addEventListener("pointerover", bring);
  article.addEventListener("focusin", bring);
  more.addEventListener("click", () => {
    const node = more.parentElement, w = words();
    const item = (text, act) => {
      const made = make("button", { type: "button", textContent: text });
      made.addEventListener("click", act);
      return made;
    };
    const link = () => Object.assign(new URL(location.href), { hash: more.previousSibling.hash }).href;
    open(more, more.ariaLabel,
      item(w["copy-link"], () => copy(link())),
      ...Object.keys(told().patterns).map((style) =>
        item(filled(w["copy-citation"], { style: w[`styles.${style}`] }), () => copy(cite(node.id, style)))),
      item(filled(w["copy-as"], { form: "JSON" }), () => copy(json(nodes().get(node.id)))),
      item(w["marked-here"], () => showMarks(node)),
      item(w["source-place"], () => showPlace(node)));
  });
  const showMarks = (node) => {
    const marks = [...node.querySelectorAll(ANY)];
    open(more, words()["marked-here"], ...(marks.length ? marks.flatMap(said) : [make("p", {}, words()["marked-none"])]));
  };
  const showPlace = (node) => {
    const w = words(), source = record().source ?? {}, at = node.dataset.at?.split(/[:-]/);
    const where = at
      ? [make("p", {}, filled(w["source-at"], { source: told().source, line: at[0], column: at[1], end_line: at[2], end_column: at[3] }))]
      : [make("p", {}, w["source-none"]), make("pre", {}, `communique show ${record().id} ${node.id} --source`)];
    const known = [[w.source, source.title], [w["published-by"], source.publisher], ["URL", source.url], ["SHA-256", source.sha256]];
    const rows = known.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]);
    open(more, w["source-place"], make("h2", {}, w["source-place"]), ...where, make("dl", {}, ...rows));
  };

  /* --- lists: built when they are opened --- */

  const phrase = (key, values_ = null, className = "") => {
    const made = make("span", className && { className });
    made.dataset.w = key;
    if (values_) made.dataset.values = JSON.stringify(values_);
    return fill(made);
  };
  const types = Object.keys(said_().signs);
  byId("[layers]").querySelector("ul").append(...types.map((type) => make("li", {}, phrase(`types.${type}`, null, `e ${type}`))));

  const own = (text) => make("bdi", { textContent: text });
  const day = (date) => make("time", { dateTime: date, textContent: written(date) });
  const link = (eid, name) => make("a", { href: `#${encodeURIComponent(eid)}`, textContent: name });
  const flat = (text) => text.split(/\s+/u).filter(Boolean).join(" ");

  const table = (name, columns, rows) => {
    const caption = make("caption", { className: "unseen" }, phrase(name));
    caption.dataset.ui = "";
    const head = make("tr", {}, ...columns.map((each) => make("th", { scope: "col" }, phrase(each))));
    const whole = make("table", {}, caption, make("thead", {}, head), make("tbody", {}, ...rows));
    const box = make("div", { className: "wide", tabIndex: 0, role: "group", ariaLabel: words()[name] }, whole);
    box.dataset.label = name;
    return box;
  };
  const rowHead = (...children) => make("th", { scope: "row" }, ...children);

  /* A place is what a list can name: a paragraph by its number, or a part of the page that has a name. */
  const placeOf = (element) => {
    for (let each = element; each && each !== article; each = each.parentElement) {
      if (each.id in told().places || (each.id && each.matches(".p"))) return each.id;
    }
    return "[title]";
  };
  const nameOf = (eid) => {
    if (eid in told().places) return told().places[eid];
    const number = byId(eid).querySelector(":scope > .n").textContent;
    return number.replace(/\.+$/, "") || number;
  };
  const MOST_LINKS = 24;
  const links = (places) => {
    const eids = [...new Set(places)];
    const shown = eids.slice(0, MOST_LINKS).flatMap((eid) => [link(eid, nameOf(eid)), " "]);
    return eids.length > MOST_LINKS ? [...shown, phrase("more", { count: eids.length - MOST_LINKS })] : shown;
  };
  const inText = (selector) => [...article.querySelectorAll(selector)].filter((each) => !each.closest(".beside"));

  const whatOf = ({ eid, what }) => {
    if (typeof what === "string") return what;
    const blocks = nodes().get(eid).content.filter((each) => each.kind === "text");
    return flat(Array.from(blocks.map((each) => each.text).join("\n")).slice(...what).join(""));
  };
  const dueOf = ({ due, date }) => {
    if (!due) return [];
    if (!date || due.slice(1).includes(date)) return [own(due)];
    return due === date ? [day(date)] : [own(due), " (", day(date), ")"];
  };
  const topicOf = ([name, lang, href], index) => {
    const told_ = href ? make("a", { href, textContent: name }) : name;
    return [index ? "; " : "", make("span", { lang, dir: "auto" }, told_)];
  };
  const PROMISES = {
    what: (row) => [whatOf(row)],
    actors: ({ actors }) => (actors ? [own(actors)] : []),
    addressees: ({ addressees }) => (addressees ? [own(addressees)] : []),
    strength: ({ act, words: operative }) =>
      [phrase(`acts.${act}`, null, said_().binding.includes(act) ? "kind binds" : "kind"), " ", own(operative)],
    due: dueOf,
    amounts: ({ amounts }) => (amounts ? [own(amounts)] : []),
    period: ({ period }) => (period ? [period] : []),
    condition: ({ condition }) => (condition ? [own(condition)] : []),
    topics: ({ topics = [] }) => topics.flatMap(topicOf),
    "follow-up": ({ status }) => (status ? [phrase(`standings.${status}`, null, `standing ${status}`)] : []),
  };
  const WITHOUT_NAME = ["what", "strength", "follow-up"];
  const promiseCells = () => Object.entries(PROMISES).map(([name, cell]) => [name, told().promises.map(cell)])
    .filter(([, cells]) => cells.some((each) => each.length));
  const buildPromises = () => {
    const columns = promiseCells();
    const rows = told().promises.map(({ eid, label: name }, index) => {
      const made = columns.map(([column, { [index]: cell }]) => {
        if (!cell.length) return make("td");
        const around = column === "what" ? { lang: article.lang, dir: article.dir } : {};
        const named = WITHOUT_NAME.includes(column) ? [] : [phrase(column, null, "column")];
        return make("td", { className: column, ...around }, ...named, ...cell);
      });
      return make("tr", {}, rowHead(link(eid, name)), ...made);
    });
    return [table("promises", ["number", ...columns.map(([name]) => name)], rows)];
  };
  const quotedCell = (text) => `"${text.replace(/^(?=[=+\-@\t])/, "'").replaceAll('"', '""')}"`;
  const asCsv = () => {
    const columns = promiseCells();
    const head = ["eid", "act", "date", "number", ...columns.map(([name]) => name)];
    const rows = told().promises.map(({ eid, act, date = "", label: name }, index) =>
      [eid, act, date, name, ...columns.map(([, { [index]: cell }]) => make("td", {}, ...cell).textContent)]);
    return [head, ...rows].map((row) => `${row.map(quotedCell).join()}\r\n`).join("");
  };

  const buildPresence = () => {
    const found = new Map();
    for (const each of inText("[data-ref]")) {
      const { ref } = each.dataset;
      found.set(ref, [...(found.get(ref) ?? []), placeOf(each)]);
    }
    const often = ({ id }) => found.get(id).length;
    const listed = record().entities.filter(({ id }) => found.has(id)).sort((one, other) => often(other) - often(one));
    const rows = listed.map((entity) => {
      const acronym = entity.acronym ? [" (", own(entity.acronym), ")"] : [];
      const type = [`${said_().signs[entity.type]} `, phrase(`types.${entity.type}`)];
      return make("tr", { id: entity.id }, rowHead(own(entity.label), ...acronym), make("td", {}, ...type),
        make("td", {}, String(often(entity))), make("td", {}, ...links(found.get(entity.id))));
    });
    return [table("presence", ["entity", "type", "times", "where"], rows)];
  };

  const allDates = () => {
    const found = new Map();
    const at = (value) => {
      if (!found.has(value)) found.set(value, { shape: null, said: [], places: [] });
      return found.get(value);
    };
    for (const each of inText("time.d")) {
      const { said, places } = at(each.dateTime), printed = plain(each);
      if (!said.some((other) => other.textContent === printed)) said.push(own(printed));
      places.push(placeOf(each));
    }
    const note = (value, shape, made) => {
      const row = at(value);
      row.shape = shape;
      row.said.push(made);
      return row;
    };
    for (const [value, summary] of told().events ?? []) {
      note(value, "event", make("span", {}, phrase("event"), ": ", make("span", { lang: "en", textContent: summary })));
    }
    for (const { eid, date } of told().promises.filter((each) => each.date)) {
      if (at(date).shape !== "due") note(date, "due", phrase("due"));
      at(date).places.push(placeOf(byId(eid)));
    }
    const adopted = record().date?.value;
    if (adopted) note(adopted, "own", phrase("date-own"));
    return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  };
  const LEGEND = { own: ["◆", "date-own"], due: ["▼", "due"], event: ["■", "event"] };
  const buildDates = () => {
    const found = allDates();
    const rows = found.map(([value, { said, places }]) => make("tr", {}, rowHead(day(value)),
      make("td", {}, ...said.flatMap((each, index) => (index ? ["; ", each] : [each]))), make("td", {}, ...links(places))));
    const shapes = new Map(found.map(([value, { shape }]) => [value, shape]));
    const legend = Object.entries(LEGEND).filter(([name]) => [...shapes.values()].includes(name))
      .map(([, [sign, key]]) => make("li", {}, `${sign} `, phrase(key)));
    return [timeline(shapes), make("ul", { className: "legend" }, ...legend), table("dates", ["date", "printed", "where"], rows)];
  };

  /* --- the timeline: a day is a dot, a month or a year a bar; what has a meaning of its own has a shape of its own --- */

  const WIDTH = 720, EDGE = 24, LANE = 26, LANES = 6, LETTER = 6.6, MOST_YEARS = 8;
  const STEPS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000];
  const SHAPES = { own: [0, "-9l9 9l-9 9l-9 -9z"], due: [7, "-7h14l-7 13z"], event: [6, "-6h12v12h-12z"] };
  const ordinal = (year, month = 1, day_ = 1) => {
    const at = new Date(0);
    at.setUTCFullYear(year, month - 1, day_);
    return at.getTime() / 86_400_000;
  };
  const stretch = (value) => {
    const [year, month, day_] = value.split("-").map(Number);
    if (day_) return [ordinal(year, month, day_), ordinal(year, month, day_ + 1)];
    return month ? [ordinal(year, month), ordinal(year, month + 1)] : [ordinal(year), ordinal(year + 1)];
  };
  const timeline = (shapes) => {
    const { namespaceURI } = new DOMParser().parseFromString("<svg></svg>", "text/html").body.firstChild;
    const draw = (name, attributes, ...children) => {
      const made = document.createElementNS(namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      made.append(...children);
      return made;
    };
    const stretches = [...shapes.keys()].map(stretch);
    const first = Math.min(...stretches.map(([start]) => start)), last = Math.max(...stretches.map(([, end]) => end));
    const room = Math.max(40, (last - first) / 12), low = first - room, high = last + room;
    const at = (each) => EDGE + (each - low) / (high - low) * (WIDTH - 2 * EDGE);
    const drawn = [], free = Array(LANES).fill(0);
    for (const [value, shape] of shapes) {
      const [start, end] = stretch(value).map(at), x = (start + end) / 2;
      if (shape) {
        const [left, path] = SHAPES[shape];
        drawn.push(draw("path", { class: shape, d: `M${x - left} ${path}` }));
      } else if (value.length < 10) {
        drawn.push(draw("rect", { class: "span", x: start, y: -4, width: Math.max(end - start, 4), height: 8, rx: 4 }));
      } else drawn.push(draw("circle", { class: "day", cx: x, cy: 0, r: 5 }));
      const name = written(value), half = name.length * LETTER / 2;
      const middle = Math.min(Math.max(x, half), WIDTH - half);
      const lane = free.findIndex((taken) => taken <= middle - half);
      if (lane < 0) continue;
      free[lane] = middle + half + 8;
      const y = -(lane + 1) * LANE;
      drawn.push(draw("path", { class: "stem", d: `M${x} -6V${y + 4}` }),
        draw("text", { class: "when", "data-date": value, x: middle, y }, name));
    }
    const year = (each) => new Date(each * 86_400_000).getUTCFullYear();
    const from = year(low) + 1, to = year(high);
    const step = STEPS.find((each) => (to - from) / each <= MOST_YEARS);
    for (let each = Math.max(step, Math.ceil(from / step) * step); each <= Math.min(to, 9999); each += step) {
      const x = at(ordinal(each));
      drawn.push(draw("path", { class: "tick", d: `M${x} 0v6` }), draw("text", { class: "year", x, y: 22 }, String(each)));
    }
    const top = Math.max(1, free.filter(Boolean).length) * LANE + 18;
    const axis = draw("path", { class: "axis", d: `M${EDGE} 0H${WIDTH - EDGE}` });
    const picture = draw("svg", { class: "timeline", viewBox: `0 ${-top} ${WIDTH} ${top + 30}`, "aria-hidden": "true" }, axis, ...drawn);
    const values_ = [...shapes.keys()], described = { count: values_.length, first: values_[0], last: values_.at(-1) };
    const figure = make("figure", { className: "wide", tabIndex: 0, ariaLabel: words().timeline }, picture,
      make("figcaption", { className: "unseen" }, phrase("timeline-desc", described)));
    figure.dataset.label = "timeline";
    return figure;
  };

  const BUILDERS = { promises: buildPromises, dates: buildDates, presence: buildPresence };
  const build = (list) => {
    const make_ = BUILDERS[list.dataset.list];
    if (list.children.length === 1) list.append(...make_());
  };
  const openList = (name) => {
    const list = document.querySelector(`[data-list=${name}]`);
    list.open = true;
    build(list);
  };

  /* --- notes, and marks that are asked about --- */

  const showNote = (call) => {
    const note = byId(decodeURIComponent(call.hash.slice(1)));
    const copied = [...note.children].filter((each) => !each.matches(".n, .more, .back")).map((each) => each.cloneNode(true));
    for (const each of copied) for (const one of [each, ...each.querySelectorAll("[id]")]) one.removeAttribute("id");
    const title = `${words().note} ${call.textContent}`;
    const box = make("div", { lang: article.lang, dir: article.dir, className: "quoted" }, ...copied);
    open(call, title, make("h2", {}, title), box, make("p", {}, make("a", { href: call.hash, textContent: words().notes })));
  };
  const showMark = (mark) => {
    const around = [];
    for (let each = mark; each && article.contains(each); each = each.parentElement?.closest(ANY)) {
      if (Object.entries(MARKS).some(([layer, kind]) => root.classList.contains(`show-${layer}`) && each.matches(kind))) around.push(each);
    }
    if (around.length) open(mark, plain(mark), ...around.flatMap(said));
  };
  article.addEventListener("click", (event) => {
    const call = event.target.closest("a.call");
    if (call) {
      event.preventDefault();
      showNote(call);
    } else if (!event.target.closest("a, button, summary")) {
      const mark = event.target.closest(ANY);
      if (mark && getSelection().isCollapsed) showMark(mark);
    }
  });
  sheet.addEventListener("click", (event) => { if (event.target.closest("a[href^='#']")) sheet.hidePopover(); });
  byId("[contents]").addEventListener("click", (event) => {
    if (event.target.closest("a") && event.currentTarget.matches(":popover-open")) event.currentTarget.hidePopover();
  });

  byId("[layers]").addEventListener("change", (event) => root.classList.toggle(`show-${event.target.value}`, event.target.checked));

  /* --- search: case and diacritics ignored, as `Declaration.find` does --- */

  const search = document.querySelector(".search");
  const input = search.querySelector("input"), output = search.querySelector("output");
  const SHOWN = 2000;
  const folds = new Map();
  const foldOne = (char) => {
    let folded = folds.get(char);
    if (folded === undefined) {
      folded = char.toUpperCase().toLowerCase().normalize("NFKD").toLowerCase()
        .replace(/\p{Mn}/gu, (sign) => (/\p{Diacritic}/u.test(sign) ? "" : sign)).replaceAll("ς", "σ");
      folds.set(char, folded);
    }
    return folded;
  };
  const fold = (text) => (/^[ -~\n]*$/.test(text) ? text.toLowerCase() : Array.from(text, foldOne).join(""));
  const texts = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT
        : node.matches("[data-ui], .call, .more") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  const blocks = once(() => Array.from(article.querySelectorAll("p, h1, h2, h3, h4, h5, h6, caption"))
    .filter((block) => !block.closest("[data-ui]"))
    .map((block) => ({ block, folded: fold(plain(block)) })));
  let hits = [], at = -1, asked = "";
  const range = ({ block, start, end }) => {
    const nodes_ = texts(block), made = document.createRange();
    let count = 0, from = null, to = null;
    for (const node of nodes_) {
      let offset = 0;
      for (const char of node.data) {
        const next = count + foldOne(char).length;
        if (from === null && next > start) from = [node, offset];
        offset += char.length;
        if (next >= end && to === null) to = [node, offset];
        else if (to !== null && next === count) to = [node, offset];
        else if (to !== null) { made.setStart(...from); made.setEnd(...to); return made; }
        count = next;
      }
    }
    made.setStart(...from);
    made.setEnd(...to);
    return made;
  };
  const light = (name, ranges) => {
    if (!window.CSS?.highlights) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  };
  const tell = () => {
    const w = words();
    output.textContent = input.value === "" ? "" : hits.length ? filled(w.found, { at: at + 1, all: hits.length }) : w["found-none"];
    search.classList.toggle("asked", hits.length > 0);
  };
  const look = () => {
    const wanted = fold(input.value);
    asked = input.value;
    hits = [];
    at = -1;
    if (wanted.trim() !== "") {
      for (const { block, folded } of blocks()) {
        for (let start = folded.indexOf(wanted); start >= 0; start = folded.indexOf(wanted, start + wanted.length)) {
          hits.push({ block, start, end: start + wanted.length });
        }
      }
    }
    light("found", hits.slice(0, SHOWN).map(range));
    light("here", []);
    tell();
  };
  const go = (steps) => {
    if (!hits.length) return;
    at = at < 0 && steps < 0 ? hits.length - 1 : (at + steps + hits.length) % hits.length;
    const { block } = hits[at];
    for (let each = block.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    const found = range(hits[at]);
    light("here", [found]);
    found.startContainer.parentElement.scrollIntoView({ block: "center" });
    tell();
  };
  let pause;
  input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(look, 120); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      clearTimeout(pause);
      if (asked !== input.value) look();
      go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      input.value = "";
      look();
    }
  });
  search.querySelector(".next").addEventListener("click", () => go(1));
  search.querySelector(".previous").addEventListener("click", () => go(-1));

  /* --- the current place in the table of contents --- */

  const contents = byId("[contents]");
  const stops = Array.from(contents.querySelectorAll("a"), (link) => ({ link, target: byId(decodeURIComponent(link.hash.slice(1))) }))
    .filter(({ target }) => target).sort((one, other) =>
      one.target === other.target ? 0 : one.target.compareDocumentPosition(other.target) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  let current = null, waiting = false;
  const mark = () => {
    waiting = false;
    const { left, width } = article.getBoundingClientRect();
    const bar = document.querySelector(".bar").offsetHeight;
    let seen = null;
    for (let y = bar + 24; y < bar + 200 && !seen; y += 24) {
      const under = document.elementFromPoint(left + Math.min(width, 200) / 2, y);
      if (under && under.closest("main") && !under.matches("main, article, .panels")) seen = under;
    }
    if (!seen) return;
    let low = 0, high = stops.length;
    while (low < high) {
      const middle = (low + high) >> 1, { target } = stops[middle];
      const before = target === seen || target.contains(seen) || target.compareDocumentPosition(seen) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (before) low = middle + 1;
      else high = middle;
    }
    const link = low ? stops[low - 1].link : null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    current = link;
    if (link && contents.scrollHeight > contents.clientHeight) {
      const { top, bottom } = link.getBoundingClientRect(), box = contents.getBoundingClientRect();
      if (top < box.top || bottom > box.bottom) contents.scrollTop += top - box.top - box.height / 2;
    }
  };
  addEventListener("scroll", () => {
    if (!waiting) { waiting = true; requestAnimationFrame(mark); }
  }, { passive: true });
  mark();
  document.head.append(make("style", { textContent: STYLE }));
  for (const list of document.querySelectorAll("[data-list]")) {
    if (list.open) build(list);
    list.addEventListener("toggle", () => build(list));
  }
  addEventListener("beforeprint", () => document.querySelectorAll("[data-list]").forEach(build));
  root.classList.add("scripted");
})();
