// References in a text: {本年新收·总计} in the form, {{ 依申请公开情况.本年新收.总计 }} in the file.
"use strict";
const REFERENCE = /\{\{\s*([^{}|]+?)\s*\}\}/g;
const CHIP = /\{([^{}\n]+)\}/g;

// Names by what the file has, and the other way; an author's own figures go by their own names.
function names() {
  if (!report.references) {
    const known = Object.entries(report.form.references);
    report.references = {
      byKeys: new Map(known.map(([name, [path, keys]]) => [keys, name])),
      byName: new Map(known.map(([name, [path, keys]]) => [name, { path, keys }])),
    };
  }
  return report.references;
}
const figures = perState(() =>
  Object.entries(report.state.values).filter(([path]) => path.startsWith("figures.")).map(([path, value]) => [path.slice(8), value]),
);

// A text of the file as the form shows it; one that would not come back the same is shown as it is.
const shownText = perState((text) => {
  const own = new Set(figures().map(([name]) => name));
  const shown = text.replace(REFERENCE, (whole, keys) => {
    const name = names().byKeys.get(keys) || (own.has(keys) ? keys : null);
    return name === null || name === undefined ? whole : `{${name}}`;
  });
  return writtenText(shown).replace(REFERENCE, "{{ $1 }}") === text.replace(REFERENCE, "{{ $1 }}") ? shown : text;
});

// And back: only names that are known are references.
function writtenText(shown) {
  const own = new Set(figures().map(([name]) => name));
  return shown.replace(/\{\{[^{}]*\}\}|\{([^{}\n]+)\}/g, (whole, name) => {
    if (name === undefined) return whole;
    const known = names().byName.get(name.trim());
    if (known) return `{{ ${known.keys} }}`;
    return own.has(name.trim()) ? `{{ ${name.trim()} }}` : whole;
  });
}

// The cell behind a name, and the name of a cell.
const referenceCell = (name) => (names().byName.get(name) || { path: "" }).path;
function nameOfCell(path) {
  const known = [...names().byName].find(([, each]) => each.path === path);
  return known && known[0];
}

// What a name prints now, undefined for one that is not known.
function referenceValue(name) {
  const known = names().byName.get(name);
  if (known) return report.number(known.path);
  const figure = figures().find(([own]) => own === name);
  return figure && figure[1];
}

function allReferences() {
  const cells = [...names().byName].map(([name, { path }]) => [name, report.number(path)]);
  return [...figures(), ...cells.filter(([, value]) => !nil(value)), ...cells.filter(([, value]) => nil(value))];
}

function drawPicker() {
  document.querySelectorAll(".picker").forEach((one) => one.remove());
  if (!app.picker) return;
  const html = `<div class="picker"><label>${t("picker")}<input data-filter placeholder="${t("filter")}" role="combobox" aria-expanded="true" aria-controls="references" aria-autocomplete="list"></label><ul id="references" role="listbox" aria-label="${t("insert")}"></ul></div>`;
  proseBox(app.picker.path).closest(".prose").insertAdjacentHTML("afterend", html);
  listReferences();
  document.querySelector("[data-filter]").focus();
}

// The list alone: the input keeps its caret and its input method.
function listReferences() {
  const found = allReferences().filter(([name]) => name.includes(app.picker.words)).slice(0, 60);
  $("references").innerHTML = found
    .map(([name, value], i) => `<li role="option" id="ref-${i}" data-ref="${escape(name)}" aria-selected="${i === app.picker.at}"><span>${escape(name)}</span><b>${escape(value)}</b></li>`)
    .join("");
  document.querySelector("[data-filter]").setAttribute("aria-activedescendant", `ref-${app.picker.at}`);
  const chosen = $(`ref-${app.picker.at}`);
  if (chosen) chosen.scrollIntoView({ block: "nearest" });
}

function insertReference(name) {
  const { path, caret } = app.picker;
  const box = proseBox(path);
  keepStep();
  app.picker = null;
  drawPicker();
  box.value = `${box.value.slice(0, caret)}{${name}}${box.value.slice(caret)}`;
  box.focus();
  box.selectionEnd = box.selectionStart = caret + name.length + 2;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

