// What the buttons do: files opened and saved, findings answered, the report made.
"use strict";
const MIME = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", html: "text/html", json: "application/json",
  pdf: "application/pdf", yaml: "application/yaml", zip: "application/zip",
};
const YAML = /\.(ya?ml|zip)$/i;
const PICTURE = /\.(png|jpe?g|svg|gif|bmp|webp)$/i;
const findingOf = (element) => {
  const { key } = element.closest("[data-key]").dataset;
  return report.findings().find((one) => keyOf(one) === key);
};

function say(words) {
  $("said").textContent = words;
  $("said").classList.add("toast");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => $("said").classList.remove("toast"), 2400);
}

// A file chosen by a person: its name, its bytes and, where the browser can save in place, its handle.
async function choose(accept, isMany = false) {
  if (window.showOpenFilePicker && !accept) {
    try {
      const [handle] = await window.showOpenFilePicker();
      const file = await handle.getFile();
      return [{ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), handle }];
    } catch (fault) {
      if (fault.name === "AbortError") return [];
    }
  }
  const input = Object.assign(document.createElement("input"), { type: "file", accept: accept || "", multiple: isMany });
  input.className = "hush";
  document.body.append(input);
  const files = await new Promise((resolve) => {
    input.onchange = () => resolve([...input.files]);
    input.oncancel = () => resolve([]);
    input.click();
  });
  input.remove();
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

function download(data, name, kind) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([data], { type: MIME[kind] })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// An office file, or a published report that is read into one.
async function openFile({ name, bytes, handle }) {
  if (!app.isReady) return;
  const isYaml = YAML.test(name);
  if (/\.pdf$/i.test(name) && !engine.isServed) {
    app.damaged = { name, reason: t("no_pdf_here"), hints: [t("no_pdf_hint")] };
    openDialog("damaged");
    return;
  }
  let answer;
  try {
    answer = (await engine.call(isYaml ? "open" : "read", { name }, bytes)).values;
  } catch (fault) {
    answer = { refused: String(fault.message).split("\n").pop() };
  }
  if (answer.refused) {
    app.damaged = { name, reason: answer.refused, hints: (answer.read || []).map((one) => one.hint).filter(Boolean) };
    openDialog("damaged");
    return;
  }
  await begun(answer, isYaml ? answer.text : "", await filesOf(answer));
  const isPack = /\.zip$/i.test(name);
  app.handle = isYaml && !isPack ? handle || null : null;
  app.savedTo = isYaml ? name : "";
  if (isYaml) location.hash = "edit/about";
  else {
    app.read = { name, ...answer.read };
    keptFiles.putReading(app.draft, app.read).catch(() => {}); // without it, the form is what the draft has
    location.hash = "import";
  }
  if (unknownEntries().length) notify("newer");
  if (report.state.missing.length) notify("missing");
  route();
}

// What came with a report: the pictures of a Word file, the other files of a zip file.
async function filesOf({ files }) {
  const found = {};
  for (const name of files || []) found[name] = (await engine.call("file", { name })).data;
  return found;
}

// A report taken up with its files, as a new draft or as one that there is: nothing of the one before is left.
async function begun(state, savedText, files = {}, draft = "") {
  Object.assign(report, { typed: {}, refused: {}, past: [], future: [], savedText, files, references: null, isReading: false });
  app.unkept.clear();
  Object.assign(app, { handle: null, savedTo: "", active: "", asking: "", block: null, picker: null, compare: false, open: new Set(), pages: null, pagesOf: "", read: null });
  app.notices.clear();
  if (draft) app.draft = draft;
  else newDraft();
  await take(state);
  if (draft) return;
  keepDraft();
  for (const [name, bytes] of Object.entries(files)) await keepFile(name, bytes);
}

async function openDraft(draft) {
  const files = await keptFiles.of(draft.id).catch(() => ({}));
  const answer = await reopen(draft, files);
  await begun(answer, draft.savedText || "", files, draft.id);
  app.read = await keptFiles.reading(draft.id).catch(() => null);
  report.typed = draft.typed || {};
  if (Object.keys(report.typed).length) notify("recovered");
  if (report.state.missing.length) notify("missing");
  await pump();
  if (app.screen !== "edit") location.hash = "edit/about";
  route();
}

// Opening another report when this one has changes that are in no file: asked first.
function unlessUnsaved(action) {
  if (!report.isChanged() || engine.isServed) return action();
  app.then = action;
  openDialog("unsaved");
  return null;
}

async function save() {
  await settled();
  if (engine.isServed) return saveServed(false);
  const { values, data } = await engine.call("save");
  const { text } = report.state;
  try {
    if (app.handle) {
      const stream = await app.handle.createWritable();
      await stream.write(data);
      await stream.close();
    } else if (window.showSaveFilePicker) {
      app.handle = await window.showSaveFilePicker({ suggestedName: values.name, types: [{ accept: { "application/yaml": [".yaml"] } }] });
      return save();
    } else download(data, values.name, "yaml");
  } catch (fault) {
    if (fault.name === "AbortError") return;
    app.handle = null;
    download(data, values.name, "yaml");
  }
  savedAs(text, app.handle ? app.handle.name : values.name);
  if (Object.keys(report.files).length) notify("loose");
}

async function saveServed(isForced) {
  const { text } = report.state;
  const answer = (await engine.call("save", { is_forced: isForced })).values;
  if (answer.is_changed) return notify("disk");
  if (answer.refused) return refuseAloud(answer.refused);
  app.notices.delete("disk");
  savedAs(text, answer.path.split(/[\\/]/).pop());
}

function savedAs(text, name) {
  report.savedText = text;
  app.savedTo = name;
  app.notices.delete("full");
  keepDraft();
  drawNotices();
  drawSaved();
  say(t("saved_file", name));
}

function refuseAloud(words) {
  app.refusal = words;
  notify("refused");
}

async function make(kind, isDraft) {
  await settled();
  const { values, data } = await engine.call("make", { kind, as_draft: isDraft });
  if (!data.length) return refuseAloud(values.findings.filter((one) => one.severity === "error").map((one) => one.message).join(" "));
  const name = `${reportName()}${values.is_draft ? "（草稿）" : ""}.${kind}`;
  download(data, name, kind);
  say(t("saved_file", name));
}

// The report, not the form, by the browser's own print.
async function printReport() {
  await settled();
  const { values, data } = await engine.call("make", { kind: "paper" });
  if (!data.length) return refuseAloud(values.findings.filter((one) => one.severity === "error").map((one) => one.message).join(" ") || t("blocked"));
  const frame = Object.assign(document.createElement("iframe"), { className: "printed", title: t("print") });
  frame.setAttribute("sandbox", "allow-same-origin allow-modals");
  frame.onload = () => {
    frame.contentWindow.focus();
    frame.contentWindow.print();
    setTimeout(() => frame.remove(), 60_000);
  };
  frame.srcdoc = new TextDecoder().decode(data);
  document.body.append(frame);
}

async function addFile(name, bytes) {
  await keepFile(name, bytes);
  let answer;
  try {
    answer = (await engine.call("add_file", { name }, bytes)).values;
  } catch (fault) {
    return engineFailed(fault);
  }
  if (answer.refused) return refuseAloud(answer.refused);
  await take(answer);
  if (!report.state.missing.length) app.notices.delete("missing");
  draw();
}

// Given files to the report that names them: by their names, or the only one that is missing by its kind.
async function addMissing(given, isChosen = false) {
  const rest = [];
  const isOnly = isChosen && given.length === 1 && report.state.missing.length === 1;
  for (const file of given) {
    const { missing } = report.state;
    const same = missing.find((name) => lastName(name) === lastName(file.name));
    const only = isOnly && PICTURE.test(missing[0]) === PICTURE.test(file.name) && missing[0];
    if (same || only) await addFile(same || only, file.bytes);
    else rest.push(file);
  }
  return rest;
}
const lastName = (name) => name.split(/[\\/]/).pop().normalize("NFC").toLowerCase();

// Files that nobody asked for are not put in another's place.
function strayFiles(given) {
  if (!given.length) return;
  const wanted = (report.state && report.state.missing) || [];
  const names = given.map(({ name }) => name).join("、");
  refuseAloud(wanted.length ? t("stray_wanted", names, wanted.join("、")) : t("stray", names));
}

function engineFailed(fault) {
  app.isReady = false;
  app.failure = String((fault && fault.message) || fault);
  keepDraft();
  notify(report.state ? "engine" : "failed");
  drawStatus();
}

async function restart() {
  app.notices.delete("engine");
  app.notices.delete("failed");
  drawNotices();
  await startEngine();
  if (!report.state || !app.isReady) return;
  await reopen(report.state, report.files);
  pump();
  draw();
}

// A text and its files given to the engine anew: its state then.
async function reopen({ text, name }, files) {
  let answer = await engine.call("open", { name }, new TextEncoder().encode(text));
  for (const [file, bytes] of Object.entries(files)) answer = await engine.call("add_file", { name: file }, bytes);
  return answer.values;
}

function goTo(finding) {
  Object.assign(app, { screen: "edit", section: partOf(finding.path), active: keyOf(finding) });
  if (document.body.dataset.layout === "phone") app.view = "margin";
  history.replaceState(null, "", `#edit/${app.section}`);
  draw();
  const place = anchorOf(finding);
  const box = place.matches("input") ? place : place.querySelector("textarea, input, select") || place;
  place.scrollIntoView({ block: "center" });
  box.focus({ preventScroll: true });
}

function showCell(path) {
  for (const table of report.form.tables)
    for (const group of plan(table).groups)
      if (rowCells(plan(table).rows, group.row, group.row_span).some((cell) => cell.path === path)) app.open.add(group.lines.join(""));
  showField(path);
}

// The part that a field is in, with the field in sight and in focus.
function showField(path) {
  app.section = partOf(path);
  history.pushState(null, "", `#edit/${app.section}`);
  if (document.body.dataset.layout === "phone") app.view = "margin";
  draw();
  if (report.form.cells[path] && !document.querySelector(`.sheet [data-path="${path}"]`)) {
    app.all = true; // it is in a column that is folded
    draw();
  }
  const box = document.querySelector(`.sheet [data-path="${path}"]`) || proseBox(path) || document.querySelector(`[data-value="${path}"]`);
  if (!box) return;
  box.classList.add("flash");
  box.scrollIntoView({ block: "center" });
  if (box.focus) box.focus({ preventScroll: true });
}

function step(by) {
  const some = report.findings().filter((one) => ["error", "warning", "missing"].includes(kindOf(one)));
  const at = some.findIndex((one) => keyOf(one) === app.active);
  if (some.length) goTo(some[at < 0 ? (by > 0 ? 0 : some.length - 1) : (at + by + some.length) % some.length]);
}

const tableHere = () => report.form.tables.find((each) => part(app.section).field && each.path === part(app.section).field.path);
const ACTIONS = {
  undo: () => travel(report.past, report.future, "undone"),
  redo: () => travel(report.future, report.past, "redone"),
  save,
  home: () => unlessUnsaved(() => { location.hash = "start"; }),
  finish: () => { location.hash = "finish"; },
  make: (one) => make(one.dataset.kind, one.dataset.draft === "yes"),
  print: printReport,
  language: async () => {
    lang.now = 1 - lang.now;
    remember();
    if (app.isReady) {
      await engine.call("speak", { language: lang.now ? "en" : "zh" });
      if (report.state) await take((await engine.call("change", { values: {} })).values);
    }
    draw();
  },
  big: () => {
    document.documentElement.classList.toggle("big");
    remember();
    draw();
  },
  keys: () => openDialog("keys"),
  licenses: async () => {
    app.licenses = await engine.licenses();
    openDialog("licenses");
  },
  close: () => $("dialog").close(),
  then: () => { $("dialog").close(); app.then(); },
  "save-then": async () => { $("dialog").close(); await save(); app.then(); },
  "open-file": () => unlessUnsaved(async () => { const [file] = await choose(); if (file) openFile(file); }),
  "open-other": async () => { $("dialog").close(); const [file] = await choose(); if (file) openFile(file); },
  "choose-last-year": async () => {
    [app.lastYear] = await choose(".yaml,.yml");
    draw();
  },
  "no-last-year": () => { app.lastYear = null; draw(); },
  resume: (one) => openDraft(drafts.get(one.dataset.id)),
  "remove-draft": (one) => { drafts.remove(one.dataset.id); draw(); },
  "go-to-field": (one) => { app.screen = "edit"; showCell(one.dataset.path); },
  reading: () => { location.hash = "import"; },
  "go-on": () => { location.hash = "edit/about"; },
  compare: () => { app.compare = !app.compare; draw(); },
  "all-rows": () => { app.all = !app.all; draw(); },
  "copy-table": async () => { await navigator.clipboard.writeText(copiedTable(tableHere())); say(t("copied")); },
  "copy-summary": async () => { await navigator.clipboard.writeText(document.querySelector(".summary").textContent); say(t("copied_words")); },
  go: (one) => goTo(findingOf(one)),
  "next-finding": () => step(1),
  "ask-fix": async () => {
    await settled();
    app.mending = (await engine.call("mend")).values;
    if (app.mending.is_changed) openDialog("mend");
  },
  "ask-split": async (one) => {
    await settled();
    app.mending = (await engine.call("split", { path: one.dataset.for })).values;
    if (app.mending.parts.length) openDialog("split");
    else refuseAloud(t("split_not"));
  },
  "apply-fix": async () => { $("dialog").close(); keepStep(); await setText(app.mending.text); },
  "ask-waive": (one) => {
    app.asking = keyOf(findingOf(one));
    refresh();
    document.querySelector(".change textarea").focus();
  },
  "ask-none": () => { app.asking = ""; refresh(); },
  waive: async (one) => {
    const reason = one.closest(".card").querySelector("textarea").value.trim();
    if (!reason) return;
    const { code, words } = findingOf(one);
    await settled();
    keepStep();
    const answer = (await engine.call("waive", { code, reason, words })).values;
    app.asking = "";
    await take(answer);
    if (answer.refused) refuseAloud(answer.refused);
    keepDraft();
    draw();
  },
  "use-reference": (one) => useReference(one.dataset.for),
  "mend-claim": async (one) => {
    const { key } = one.closest("[data-key]").dataset;
    goTo(findingOf(one));
    await settled();
    const finding = report.findings().find((each) => keyOf(each) === key);
    const mending = finding && mendingOf(finding);
    const place = mending && placeIn(finding.path, mending.claim.range);
    if (place) putReference(finding.path, place, mending);
  },
  "show-cell": (one) => showCell(one.dataset.path),
  "take-back": async (one) => {
    const { code, waived } = findingOf(one);
    await settled();
    keepStep();
    const answer = (await engine.call("take_back", { code, reason: waived })).values;
    await take(answer);
    if (answer.refused) refuseAloud(answer.refused);
    keepDraft();
    draw();
  },
  settle: async (one) => {
    const scrolled = [...document.querySelectorAll(".readings, .original")].map((each) => each.scrollTop);
    type(one.dataset.path, one.dataset.value);
    await settled();
    draw();
    document.querySelectorAll(".readings, .original").forEach((each, i) => { each.scrollTop = scrolled[i]; });
  },
  "fill-none": async (one) => {
    type(one.dataset.for, report.form.phrases.starter_nothing);
    await settled();
    draw();
    proseBox(one.dataset.for).focus();
  },
  dismiss: (one) => { app.notices.delete(one.dataset.notice); drawNotices(); },
  pick: (one) => {
    app.picker = { path: one.dataset.for, caret: proseBox(one.dataset.for).selectionStart, words: "", at: 0 };
    drawPicker();
  },
  picture: async (one) => {
    const [file] = await choose("image/png,image/jpeg,image/svg+xml,.png,.jpg,.jpeg,.svg");
    if (!file) return;
    keepStep();
    const name = `pictures/${file.name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}`;
    await addFile(name, file.bytes);
    const box = proseBox(one.dataset.for);
    box.value = `${box.value.replace(/\n*$/, "")}\n![${t("picture_words")}](${name})`;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  },
  "choose-file": async (one) => { const [file] = await choose("*/*"); if (file) addFile(one.dataset.name, file.bytes); },
  "choose-missing": async () => {
    strayFiles(await addMissing(await choose("*/*", true), true));
  },
  "save-all": async () => {
    await settled();
    const { values, data } = await engine.call("pack");
    download(data, values.name, "zip");
    app.handle = null;
    app.notices.delete("loose");
    savedAs(report.state.text, values.name);
  },
  "add-last-year": async () => {
    const [file] = await choose(".yaml,.yml");
    if (!file) return;
    await settled();
    keepStep();
    await addFile(file.name, file.bytes);
    type("previous", file.name);
  },
  "show-kept": () => { app.view = "text"; draw(); },
  "take-over": () => { app.isTaking = true; holdDraft(); },
  "show-disk": async () => {
    await settled();
    app.differences = (await engine.call("differences")).values.changes;
    openDialog("differ");
  },
  // What was here can be had back by undoing.
  "take-disk": async () => {
    $("dialog").close();
    await settled();
    keepStep();
    const answer = (await engine.call("reload")).values;
    if (answer.refused) return refuseAloud(answer.refused);
    Object.assign(report, { typed: {}, refused: {}, savedText: answer.text });
    await take(answer);
    app.notices.delete("disk");
    draw();
  },
  "keep-mine": () => { $("dialog").close(); saveServed(true); },
  restart,
  paste: async () => {
    const { cells } = app.block;
    app.block = null;
    await settled();
    typeAll(cells);
    draw();
  },
  "paste-not": () => { app.block = null; drawBlock(); },
};
