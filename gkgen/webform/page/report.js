// The report that is open: what the engine last said of it, what was typed since, and the steps back.
"use strict";
const $ = (id) => document.getElementById(id);
const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const MAX_STEPS = 200;
const STEP_MS = 4000; // a pause in typing that begins another step

const report = {
  state: null, // the answer of the engine to the last change
  form: null, // its description of the edition
  typed: {}, // values by path that the engine has not answered yet; null takes a value out
  refused: {}, // values that cannot be written, with the reason
  past: [],
  future: [],
  savedText: "",
  files: {}, // what was added in this page, by name, for the engine when it starts again
  isBusy: false,
  isReading: false, // another tab has the draft

  value(path) {
    const typed = this.typed[path] !== undefined ? this.typed[path] : this.refused[path] && this.refused[path].value;
    if (typed !== undefined) return typed === null ? "" : typed;
    return ((this.state && this.state.values[path]) || "").replace(/\n+$/, "");
  },
  number(path) {
    return this.state && this.state.numbers[path] !== undefined ? this.state.numbers[path] : "—";
  },
  field(path) {
    let found = { children: this.form.fields, path: "" };
    for (const name of path.split("."))
      found = found && found.children.find((one) => one.path.split(".").pop() === name);
    return found;
  },
  findings() {
    return this.state ? this.state.findings : [];
  },
  isChanged() {
    return Boolean(this.state) && (this.state.text !== this.savedText || Object.keys(this.typed).length > 0);
  },
  get office() {
    return this.value("office");
  },
  get year() {
    return this.value("year");
  },
};

// What follows from the state alone is worked out once for each state, language and argument.
function perState(make) {
  let state, language, made;
  return (key) => {
    if (state !== report.state || language !== lang.now) [state, language, made] = [report.state, lang.now, new Map()];
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key);
  };
}

// HTML put in place only where it is another: what a person has unfolded stays so, and nothing is laid out anew.
function put(place, html) {
  if (place.putHtml === html) return;
  place.innerHTML = place.putHtml = html;
}

// Take over an answer; the description follows when another edition is asked for.
async function take(state) {
  const isOther = !report.form || report.form.edition !== state.edition || report.form.language !== lang.now;
  if (isOther) {
    report.form = (await engine.call("describe")).values;
    report.form.language = lang.now;
    report.references = null;
  }
  report.state = state;
}

// A value typed: kept at once, sent when the engine is free, so that fast typing waits for nobody.
function type(path, value) {
  typeAll({ [path]: value });
}
// Several values are one change, and one step back.
function typeAll(values) {
  if (report.isReading) return;
  for (const [path, value] of Object.entries(values)) {
    report.typed[path] = value === "" ? null : value;
    delete report.refused[path];
  }
  keepDraft();
  pump();
}

async function pump() {
  if (report.isBusy || !report.state || !app.isReady) return;
  const sent = { ...report.typed };
  if (!Object.keys(sent).length) return;
  report.isBusy = true;
  try {
    await send(sent);
  } catch (fault) {
    engineFailed(fault);
    return;
  } finally {
    report.isBusy = false;
  }
  refresh();
  keepDraft();
  pump();
}

async function send(sent) {
  keepChange(Object.keys(sent).sort());
  let answer = (await engine.call("change", { values: sent })).values;
  if (answer.refused && Object.keys(sent).length > 1) {
    // One of several cannot be written: the others go alone.
    for (const [path, value] of Object.entries(sent)) {
      answer = (await engine.call("change", { values: { [path]: value } })).values;
      if (answer.refused) refuse(path, value, answer.refused);
    }
  } else if (answer.refused) refuse(Object.keys(sent)[0], Object.values(sent)[0], answer.refused);
  await take(answer);
  for (const [path, value] of Object.entries(sent)) if (report.typed[path] === value) delete report.typed[path];
}

function refuse(path, value, reason) {
  report.refused[path] = { value, reason };
}

// Everything typed is in the file, or refused.
async function settled() {
  while (report.isBusy || Object.keys(report.typed).length) {
    await pump();
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (!app.isReady) return;
  }
}

// A step to come back to, before a change; typing on in the same field is one step until a pause.
function keepStep() {
  report.lastChange = "";
  if (!report.state || report.past[report.past.length - 1] === report.state.text) return;
  report.past.push(report.state.text);
  if (report.past.length > MAX_STEPS) report.past.shift();
  report.future.length = 0;
}
function keepChange(paths) {
  const change = paths.join(" ");
  const now = Date.now();
  if (change !== report.lastChange || now - report.lastTime > STEP_MS) keepStep();
  Object.assign(report, { lastChange: change, lastTime: now });
}

// Back or forth, and to where something changed.
async function travel(from, to, words) {
  await settled();
  while (from.length && from[from.length - 1] === report.state.text) from.pop();
  if (!from.length || report.isReading) return;
  to.push(report.state.text);
  const { values } = report.state;
  await setText(from.pop());
  report.lastChange = "";
  const path = [...Object.keys(values), ...Object.keys(report.state.values)].find((one) => values[one] !== report.state.values[one]);
  if (path && report.field(path) && app.screen === "edit") showField(path);
  if (path) say(t(words, placeWords({ place: placeOf(path) })));
}
const placeOf = (path) => (report.form.cells[path] ? report.form.cells[path].place : [part(partOf(path)).title, (report.field(path) || { label: "" }).label].filter(Boolean));

async function setText(text) {
  await take((await engine.call("text", { text })).values);
  report.typed = {};
  report.refused = {};
  keepDraft();
  draw();
}
