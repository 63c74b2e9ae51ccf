// The words of the page in three languages. Words with `{n}` or `{name}` are filled in by `say`.

const STRINGS = {
  en: {
    "workbench": "workbench", "language": "Language", "cancel": "Cancel", "choose": "Choose a file", "save": "Save", "close": "Close",
    "start-title": "Open a declaration", "drop-here": "Drop a PDF, Word file or text here.",
    "stays-here": "The file stays in this browser. The page sends nothing.",
    "kept-title": "Kept in this browser", "continue": "Continue", "discard": "Throw away", "discard-sure": "Throw away {name} and its corrections?",
    "corrections-n": "corrections: {n}", "undo": "Undo", "next-doubt": "Next doubt", "mark-words": "Mark words", "download": "Download",
    "corrections": "Corrections", "source": "Source", "structure": "Structure", "pages": "Pages", "panels": "Panels",
    "role-title": "What is this?", "role": "Role", "apply": "Apply", "value": "Value", "kind": "Kind", "mark-title": "Mark these words",
    "now-role": "The program took this for: {role} ({odds} %).", "now-unknown": "The program did not decide what this is.",
    "stage-runtime": "Loading Python (10 MB) …", "stage-packages": "Unpacking the program …", "stage-program": "Starting the program …",
    "stage-ready": "Ready.", "reading": "Reading {name} …", "writing": "Writing …", "read": "Read: {blocks} blocks, {doubts} in doubt.",
    "cancelled": "Cancelled.", "doubt": "in doubt", "no-doubts": "Nothing is in doubt.", "line-n": "Line {n}", "page-n": "Page {n}", "set-aside": "in no block",
    "nothing-undone": "There is nothing to undo.", "select-first": "First select words in the structure.",
    "facts": "Facts", "signatories": "Signatories", "promises": "Promises", "citations": "Citations", "findings": "Findings", "ledger": "Ledger",
    "none": "None.", "correct": "Correct", "fact": "Fact", "basis": "Basis", "code": "Code", "severity": "Severity", "message": "Message", "characters": "Characters", "correct-fact": "Correct: {name}", "unknown": "not known",
    "entity": "Name (entity)", "date": "Date", "reference": "Reference", "act": "Act", "entity-type": "Type", "entity-label": "Name",
    "date-value": "Date (YYYY, YYYY-MM or YYYY-MM-DD)", "reference-href": "Address", "act-kind": "Act",
    "too-large": "The file is larger than 50 MB. Use the command line for it.",
    "no-html": "The workbench cannot read web pages: the parser of HTML is not available in a browser. Use `communique convert`, or save the page as text or PDF.",
    "no-record": "The program could not read a declaration in this file. The findings say why.",
    "not-unique": "This place cannot be named: its words are in the text more than once.", "no-document": "No file is open.",
    "not-started": "The program could not start: {details}", "fault": "The program broke down. Your corrections are kept. {details}",
    "in-other-tab": "{name} is open in another tab.", "not-kept": "This browser does not keep the work. Download the corrections before you leave.",
    "no-wasm": "The workbench needs WebAssembly and web workers, which this browser does not have. Use another browser, or the command line.",
    "not-raw": "This file is a record already. You can correct what was read from a text, a PDF or a Word file.",
    "no-place": "This block has no place in the source.", "no-file": "The browser could not read the file.",
    "licences": "Licences", "not-checked": "Not checked here: the OASIS schema of Akoma Ntoso. The command “communique validate” checks it.",
    "break": "new block", "join": "joined to the line before", "label": "label", "text": "text", "heading": "heading", "title": "title", "recital": "recital", "paragraph": "paragraph",
    "annex": "annex", "closing": "closing", "furniture": "page furniture", "note": "footnote", "letterhead": "letterhead", "subtitle": "subtitle", "dateline": "dateline",
    "contents": "table of contents", "opening": "opening words", "formula": "enacting formula", "point": "point", "continuation": "continuation", "signature": "signature", "table": "table",
    "other": "other", "list": "list", "item": "item", "field": "cover field", "section": "section",
    "party": "Party", "name": "Name", "eid": "Paragraph", "strength": "Strength", "who": "Who", "what": "What", "whom": "Whom", "due": "By when",
    "words": "Words", "scheme": "Scheme", "href": "Address", "relation": "Relation", "missing": "Missing", "place": "place", "number": "number",
    "error": "error", "warning": "warning", "info": "note", "document": "words of the document", "left-over": "left over", "total": "total", "furniture-n": "page furniture: {name}",
  },
  es: {
    "workbench": "mesa de trabajo", "language": "Idioma", "cancel": "Cancelar", "choose": "Elegir un archivo", "save": "Guardar", "close": "Cerrar",
    "start-title": "Abrir una declaración", "drop-here": "Suelte aquí un PDF, un archivo de Word o un texto.",
    "stays-here": "El archivo se queda en este navegador. La página no envía nada.",
    "kept-title": "Guardado en este navegador", "continue": "Continuar", "discard": "Desechar", "discard-sure": "¿Desechar {name} y sus correcciones?",
    "corrections-n": "correcciones: {n}", "undo": "Deshacer", "next-doubt": "Siguiente duda", "mark-words": "Marcar palabras", "download": "Descargar",
    "corrections": "Correcciones", "source": "Fuente", "structure": "Estructura", "pages": "Páginas", "panels": "Paneles",
    "role-title": "¿Qué es esto?", "role": "Función", "apply": "Aplicar", "value": "Valor", "kind": "Clase", "mark-title": "Marcar estas palabras",
    "now-role": "El programa lo tomó por: {role} ({odds} %).", "now-unknown": "El programa no decidió qué es esto.",
    "stage-runtime": "Cargando Python (10 MB) …", "stage-packages": "Desempaquetando el programa …", "stage-program": "Iniciando el programa …",
    "stage-ready": "Listo.", "reading": "Leyendo {name} …", "writing": "Escribiendo …", "read": "Leído: {blocks} bloques, {doubts} dudosos.",
    "cancelled": "Cancelado.", "doubt": "dudoso", "no-doubts": "No hay dudas.", "line-n": "Línea {n}", "page-n": "Página {n}", "set-aside": "en ningún bloque",
    "nothing-undone": "No hay nada que deshacer.", "select-first": "Primero seleccione palabras en la estructura.",
    "facts": "Datos", "signatories": "Firmantes", "promises": "Promesas", "citations": "Citas", "findings": "Avisos", "ledger": "Cuentas",
    "none": "Ninguno.", "correct": "Corregir", "fact": "Dato", "basis": "Base", "code": "Código", "severity": "Gravedad", "message": "Mensaje", "characters": "Caracteres", "correct-fact": "Corregir: {name}", "unknown": "no se sabe",
    "entity": "Nombre (entidad)", "date": "Fecha", "reference": "Referencia", "act": "Acto", "entity-type": "Tipo", "entity-label": "Nombre",
    "date-value": "Fecha (AAAA, AAAA-MM o AAAA-MM-DD)", "reference-href": "Dirección", "act-kind": "Acto",
    "too-large": "El archivo ocupa más de 50 MB. Use para él la línea de órdenes.",
    "no-html": "La mesa de trabajo no lee páginas web: el analizador de HTML no existe en el navegador. Use `communique convert`, o guarde la página como texto o PDF.",
    "no-record": "El programa no pudo leer una declaración en este archivo. Los avisos dicen por qué.",
    "not-unique": "Este lugar no se puede nombrar: sus palabras están más de una vez en el texto.", "no-document": "No hay ningún archivo abierto.",
    "not-started": "El programa no pudo iniciarse: {details}", "fault": "El programa falló. Sus correcciones se conservan. {details}",
    "in-other-tab": "{name} está abierto en otra pestaña.", "not-kept": "Este navegador no guarda el trabajo. Descargue las correcciones antes de salir.",
    "no-wasm": "La mesa de trabajo necesita WebAssembly y web workers, que este navegador no tiene. Use otro navegador o la línea de órdenes.",
    "not-raw": "Este archivo ya es un registro. Se puede corregir lo que se leyó de un texto, un PDF o un archivo de Word.",
    "no-place": "Este bloque no tiene lugar en la fuente.", "no-file": "El navegador no pudo leer el archivo.",
    "licences": "Licencias", "not-checked": "Aquí no se comprueba el esquema OASIS de Akoma Ntoso. Lo comprueba la orden «communique validate».",
    "break": "bloque nuevo", "join": "unido a la línea anterior", "label": "etiqueta", "text": "texto", "heading": "epígrafe", "title": "título", "recital": "considerando", "paragraph": "párrafo",
    "annex": "anexo", "closing": "cierre", "furniture": "elemento de página", "note": "nota al pie", "letterhead": "membrete", "subtitle": "subtítulo", "dateline": "lugar y fecha",
    "contents": "índice", "opening": "palabras iniciales", "formula": "fórmula dispositiva", "point": "punto", "continuation": "continuación", "signature": "firma", "table": "tabla",
    "other": "otro", "list": "lista", "item": "elemento", "field": "dato de portada", "section": "sección",
    "party": "Parte", "name": "Nombre", "eid": "Párrafo", "strength": "Fuerza", "who": "Quién", "what": "Qué", "whom": "A quién", "due": "Para cuándo",
    "words": "Palabras", "scheme": "Esquema", "href": "Dirección", "relation": "Relación", "missing": "Falta", "place": "lugar", "number": "número",
    "error": "error", "warning": "advertencia", "info": "nota", "document": "palabras del documento", "left-over": "sobrante", "total": "total", "furniture-n": "elemento de página: {name}",
  },
  sl: {
    "workbench": "delovna miza", "language": "Jezik", "cancel": "Prekliči", "choose": "Izberite datoteko", "save": "Shrani", "close": "Zapri",
    "start-title": "Odprite izjavo", "drop-here": "Sem spustite PDF, Wordovo datoteko ali besedilo.",
    "stays-here": "Datoteka ostane v tem brskalniku. Stran ne pošlje ničesar.",
    "kept-title": "Shranjeno v tem brskalniku", "continue": "Nadaljuj", "discard": "Zavrzi", "discard-sure": "Želite zavreči {name} in popravke?",
    "corrections-n": "popravki: {n}", "undo": "Razveljavi", "next-doubt": "Naslednji dvom", "mark-words": "Označi besede", "download": "Prenesi",
    "corrections": "Popravki", "source": "Vir", "structure": "Zgradba", "pages": "Strani", "panels": "Podokna",
    "role-title": "Kaj je to?", "role": "Vloga", "apply": "Uporabi", "value": "Vrednost", "kind": "Vrsta", "mark-title": "Označite te besede",
    "now-role": "Program je to imel za: {role} ({odds} %).", "now-unknown": "Program ni odločil, kaj je to.",
    "stage-runtime": "Nalaganje Pythona (10 MB) …", "stage-packages": "Razpakiranje programa …", "stage-program": "Zagon programa …",
    "stage-ready": "Pripravljeno.", "reading": "Branje: {name} …", "writing": "Pisanje …", "read": "Prebrano: blokov {blocks}, dvomljivih {doubts}.",
    "cancelled": "Preklicano.", "doubt": "dvomljivo", "no-doubts": "Ni dvomov.", "line-n": "Vrstica {n}", "page-n": "Stran {n}", "set-aside": "v nobenem bloku",
    "nothing-undone": "Ni ničesar za razveljaviti.", "select-first": "Najprej izberite besede v zgradbi.",
    "facts": "Podatki", "signatories": "Podpisniki", "promises": "Obljube", "citations": "Navedbe", "findings": "Ugotovitve", "ledger": "Obračun",
    "none": "Nič.", "correct": "Popravi", "fact": "Podatek", "basis": "Podlaga", "code": "Koda", "severity": "Resnost", "message": "Sporočilo", "characters": "Znaki", "correct-fact": "Popravi: {name}", "unknown": "ni znano",
    "entity": "Ime (entiteta)", "date": "Datum", "reference": "Sklic", "act": "Dejanje", "entity-type": "Vrsta", "entity-label": "Ime",
    "date-value": "Datum (LLLL, LLLL-MM ali LLLL-MM-DD)", "reference-href": "Naslov", "act-kind": "Dejanje",
    "too-large": "Datoteka je večja od 50 MB. Zanjo uporabite ukazno vrstico.",
    "no-html": "Delovna miza ne bere spletnih strani: razčlenjevalnika HTML v brskalniku ni. Uporabite `communique convert` ali shranite stran kot besedilo ali PDF.",
    "no-record": "Program v tej datoteki ni mogel prebrati izjave. Ugotovitve povedo, zakaj.",
    "not-unique": "Tega mesta ni mogoče imenovati: njegove besede so v besedilu večkrat.", "no-document": "Nobena datoteka ni odprta.",
    "not-started": "Programa ni bilo mogoče zagnati: {details}", "fault": "Program je odpovedal. Vaši popravki so ohranjeni. {details}",
    "in-other-tab": "{name} je odprto v drugem zavihku.", "not-kept": "Ta brskalnik dela ne shrani. Pred odhodom prenesite popravke.",
    "no-wasm": "Delovna miza potrebuje WebAssembly in web workers, ki jih ta brskalnik nima. Uporabite drug brskalnik ali ukazno vrstico.",
    "not-raw": "Ta datoteka je že zapis. Popraviti je mogoče, kar je bilo prebrano iz besedila, PDF ali Wordove datoteke.",
    "no-place": "Ta blok nima mesta v viru.", "no-file": "Brskalnik ni mogel prebrati datoteke.",
    "licences": "Licence", "not-checked": "Tu ni preverjena shema OASIS za Akoma Ntoso. Preveri jo ukaz »communique validate«.",
    "break": "nov blok", "join": "pridruženo prejšnji vrstici", "label": "oznaka", "text": "besedilo", "heading": "naslov razdelka", "title": "naslov", "recital": "uvodna izjava", "paragraph": "odstavek",
    "annex": "priloga", "closing": "zaključek", "furniture": "element strani", "note": "opomba", "letterhead": "glava dopisa", "subtitle": "podnaslov", "dateline": "kraj in datum",
    "contents": "kazalo", "opening": "uvodne besede", "formula": "uvodna formula", "point": "točka", "continuation": "nadaljevanje", "signature": "podpis", "table": "tabela",
    "other": "drugo", "list": "seznam", "item": "element", "field": "podatek z naslovnice", "section": "razdelek",
    "party": "Stranka", "name": "Ime", "eid": "Odstavek", "strength": "Moč", "who": "Kdo", "what": "Kaj", "whom": "Komu", "due": "Do kdaj",
    "words": "Besede", "scheme": "Sistem", "href": "Naslov", "relation": "Odnos", "missing": "Manjka", "place": "kraj", "number": "številka",
    "error": "napaka", "warning": "opozorilo", "info": "opomba", "document": "besede dokumenta", "left-over": "ostanek", "total": "skupaj", "furniture-n": "element strani: {name}",
  },
};

let language = "en";

export const languages = Object.keys(STRINGS);

export function say(key, values = {}) {
  const words = STRINGS[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// The language that the user chose before, or the browser's.
export function preferredLanguage() {
  const wanted = [remembered(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.find((tag) => tag in STRINGS) ?? "en";
}

export function setLanguage(tag) {
  language = tag;
  document.documentElement.lang = tag;
  document.title = `communique ${say("workbench")}`;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  try {
    localStorage.setItem("communique-language", tag);
  } catch {
    // A browser that stores nothing asks for the language each time.
  }
}

function remembered() {
  try {
    return localStorage.getItem("communique-language");
  } catch {
    return null;
  }
}
