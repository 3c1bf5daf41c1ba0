// The page: one state, drawn anew where something changed; where we are; what keys and pointers do.
"use strict";
const app = {
  screen: "start", section: "about", view: "margin", draft: "", version: "", isReady: false, isTaking: false, kept: null, savedTo: "", handle: null,
  open: new Set(), unkept: new Set(), compare: false, all: false, active: "", asking: "", cell: "", claim: null, block: null, picker: null, markedLine: 0, notices: new Set(),
  read: null, lastYear: null, damaged: null, mending: null, failure: "", refusal: "", then: () => {}, pages: null, pagesOf: "", tools: "",
};

function layout() {
  const width = innerWidth / (document.documentElement.classList.contains("big") ? 1.25 : 1);
  return width < 760 ? "phone" : width < 1160 ? "medium" : "wide";
}

function draw() {
  document.body.dataset.layout = layout();
  if (document.body.dataset.layout === "phone" && app.view === "text") app.view = "margin";
  document.body.dataset.screen = app.screen;
  document.documentElement.lang = lang.now ? "en" : "zh-CN";
  document.title = report.state && app.screen !== "start" ? `${report.office} ${report.year} - ${t("product")}` : t("product");
  document.querySelector(".skip").textContent = t("skip");
  $("drop").innerHTML = `<p>${t("drop_now")}</p>`;
  drawNotices();
  if (app.screen === "edit") drawForm();
  else $("work").innerHTML = SCREENS[app.screen]();
  refresh();
}

// After an answer: marks, totals and comments, without touching what is being typed.
function refresh() {
  drawBar();
  drawStatus();
  drawSections();
  drawPane(); // first: how wide the form is decides how high its texts are
  if (app.screen === "finish") $("work").innerHTML = SCREENS.finish();
  if (app.screen === "edit" && report.state) {
    refreshCells();
    document.querySelectorAll("[data-prose]").forEach((one) => mirror(one.dataset.prose));
    drawFee();
    drawMargin();
    drawCellbar(app.cell);
    markFields();
    drawBlock();
    placeCards();
  }
  announce();
}

// For the ear: how many faults are left, once typing has paused.
function announce() {
  if (!report.state) return;
  const count = live("error").length;
  clearTimeout(announce.timer);
  if (announce.last !== undefined && announce.last !== count)
    announce.timer = setTimeout(() => { $("said").textContent = count ? t("errors_n", count) : t("none"); }, 1200);
  announce.last = count;
}

function remember() {
  try {
    localStorage.setItem("gkgen-looks", JSON.stringify({ language: lang.now, big: document.documentElement.classList.contains("big") }));
  } catch {
    // A private window forgets how the page looked.
  }
}
function recall() {
  try {
    const looks = JSON.parse(localStorage.getItem("gkgen-looks") || "{}");
    lang.now = looks.language ? 1 : 0;
    document.documentElement.classList.toggle("big", Boolean(looks.big));
  } catch {
    lang.now = 0;
  }
}

document.addEventListener("click", (event) => {
  const action = event.target.closest("[data-do]");
  if (action) {
    if (!action.disabled && ACTIONS[action.dataset.do]) ACTIONS[action.dataset.do](action);
    return;
  }
  const at = (name) => event.target.closest(`#bar [data-${name}], #work [data-${name}], #pane [data-${name}]`);
  if (at("view")) {
    app.view = at("view").dataset.view;
    draw();
    document.querySelector(`button[data-view="${app.view}"]`).focus();
  } else if (at("open")) {
    app.open.add(at("open").dataset.open);
    draw();
  } else if (at("shut")) {
    app.open.delete(at("shut").dataset.shut);
    draw();
  } else if (at("cell")) {
    const box = document.querySelector(`.sheet [data-path="${at("cell").dataset.cell}"]`);
    app.active = keyOf(findingOf(at("cell")));
    if (!box) return goTo(findingOf(at("cell")));
    refresh();
    box.scrollIntoView({ block: "center" });
    if (box.focus) box.focus();
  } else if (at("ref")) insertReference(at("ref").dataset.ref);
  else if (event.target.closest(".verdict [data-key]")) {
    event.preventDefault();
    goTo(findingOf(event.target));
  } else {
    const one = event.target.closest(".margin .card, .inline-cards .card");
    if (one && one.dataset.key !== app.active) {
      app.active = one.dataset.key;
      document.querySelectorAll(".card").forEach((each) => each.classList.toggle("active", each.dataset.key === app.active));
      markFields();
      placeCards();
    }
  }
  return undefined;
});
document.addEventListener("click", (event) =>
  document.querySelectorAll(".menu[open]").forEach((one) => {
    if (!one.contains(event.target)) one.open = false;
  }),
);

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (event.target.dataset.form !== "begin") return;
  const office = $("new-office").value.trim();
  const year = $("new-year").value.trim();
  const fault = !office ? t("required") : /^\d{4}$/.test(year) ? "" : t("year_wrong", app.firstYear);
  $("new-fault").textContent = fault;
  if (fault) return (office ? $("new-year") : $("new-office")).focus();
  const { name = "", bytes = null } = app.lastYear || {};
  const answer = (await engine.call("begin", { year: Number(year), office, previous: name }, bytes)).values;
  if (answer.refused) {
    $("new-fault").textContent = answer.refused;
    return;
  }
  await begun(answer, "", app.lastYear ? { [name]: bytes } : {});
  app.lastYear = null;
  location.hash = "edit/about";
});

let textTimer;
document.addEventListener("input", (event) => {
  const box = event.target;
  const { path, prose: field, value } = box.dataset;
  if (box.id === "file") {
    clearTimeout(textTimer);
    textTimer = setTimeout(typedInText, 250);
    drawText($("pane"));
  } else if (path) type(path, box.value.trim());
  else if (field) {
    if (event.data === "{" && box.value[box.selectionStart - 1] === "{") {
      box.value = box.value.slice(0, box.selectionStart - 1) + box.value.slice(box.selectionStart);
      app.picker = { path: field, caret: box.selectionStart, words: "", at: 0 };
      drawPicker();
      return;
    }
    app.claim = { field, caret: box.selectionStart };
    if (!event.isComposing) mirror(field);
    type(field, writtenText(box.value));
  } else if (value) type(value, box.value.trim());
  else if (box.id === "new-office") app.newOffice = box.value;
  else if (box.id === "new-year") app.newYear = box.value;
  else if (box.dataset.flag) {
    keepStep();
    type(box.dataset.flag, box.value);
    settled().then(draw);
  } else if ("filter" in box.dataset) {
    app.picker.words = box.value;
    app.picker.at = 0;
    listReferences();
  } else if ("jump" in box.dataset) location.hash = box.value === "finish" ? "finish" : `edit/${box.value}`;
});

async function typedInText() {
  if (!$("file") || report.isReading) return;
  keepChange(["file"]);
  await take((await engine.call("text", { text: $("file").value })).values);
  report.typed = {};
  keepDraft();
  drawForm();
  refresh();
}

document.addEventListener("focusin", (event) => {
  const box = event.target;
  if (box.matches("input[data-path]")) {
    box.dataset.before = box.value;
    delete box.dataset.editing;
    box.select();
    drawCellbar(box.dataset.path);
  }
  marked(box);
});
document.addEventListener("mouseover", (event) => {
  const label = event.target.closest("[data-about]");
  if (label && !document.activeElement.matches("input[data-path]")) drawCellbar(label.dataset.about);
});
document.addEventListener("paste", (event) => {
  const box = event.target;
  const text = event.clipboardData && event.clipboardData.getData("text/plain");
  if (!box.matches || !box.matches("input[data-path]") || !text || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  readBlock(text, box.dataset.path);
});

function pickerKeys(event) {
  const found = [...document.querySelectorAll("[data-ref]")];
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move && found.length) {
    event.preventDefault();
    app.picker.at = (app.picker.at + move + found.length) % found.length;
    listReferences();
  } else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    if (found[app.picker.at]) insertReference(found[app.picker.at].dataset.ref);
  } else if (event.key === "Escape") {
    const { path } = app.picker;
    app.picker = null;
    drawPicker();
    proseBox(path).focus();
  }
}

// A text field has its own undo; where that is at its end, the report's begins.
function ownUndo({ target, key }) {
  const before = target.value;
  setTimeout(() => { if (target.value === before) SHORTCUTS[key.toLowerCase()](); }, 30);
}

const SHORTCUTS = {
  s: () => save(), p: () => printReport(), z: () => ACTIONS.undo(), y: () => ACTIONS.redo(),
};
document.addEventListener("keydown", (event) => {
  if (app.block && ["Enter", "Escape"].includes(event.key)) {
    event.preventDefault();
    ACTIONS[event.key === "Enter" ? "paste" : "paste-not"]();
    return;
  }
  if (app.picker) return pickerKeys(event);
  const unfolded = event.key === "Escape" && document.querySelector(".menu[open]");
  if (unfolded) {
    unfolded.open = false;
    unfolded.firstElementChild.focus();
    return;
  }
  if (!report.state || !["edit", "finish"].includes(app.screen)) return;
  const isText = event.target.matches("textarea");
  if (event.key === "F8") {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  } else if (event.key === "F6") {
    event.preventDefault();
    const areas = [$("sections"), $("work"), $("pane")].filter((one) => !one.hidden);
    const at = areas.findIndex((one) => one.contains(document.activeElement));
    const next = areas[(at + (event.shiftKey ? areas.length - 1 : 1)) % areas.length];
    (next.querySelector("[aria-current], h1, button, textarea, [tabindex]") || next).focus();
  } else if (event.altKey && ["PageDown", "PageUp"].includes(event.key)) {
    event.preventDefault();
    const all = parts();
    const at = all.findIndex((one) => one.id === app.section) + (event.key === "PageDown" ? 1 : -1);
    if (all[at]) location.hash = `edit/${all[at].id}`;
  } else if ((event.ctrlKey || event.metaKey) && !event.altKey && SHORTCUTS[event.key.toLowerCase()]) {
    if (isText && ["z", "y"].includes(event.key.toLowerCase())) return ownUndo(event);
    event.preventDefault();
    SHORTCUTS[event.key.toLowerCase()]();
  } else gridKeys(event);
});

for (const [name, isShown] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]])
  document.addEventListener(name, (event) => {
    event.preventDefault();
    if (name !== "dragleave" || !event.relatedTarget) $("drop").hidden = !isShown;
    if (name === "drop" && event.dataTransfer.files.length) dropped([...event.dataTransfer.files]);
  });

// Files dropped: those that the report asks for are added; else one is opened, and the others are for it.
async function dropped(files) {
  const given = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
  const rest = report.state && app.screen === "edit" ? await addMissing(given) : given;
  const [opened] = rest.filter(({ name }) => !PICTURE.test(name)).sort((one, other) => YAML.test(other.name) - YAML.test(one.name) || (one.name < other.name ? 1 : -1));
  if (!opened || engine.isServed) return strayFiles(rest);
  return unlessUnsaved(async () => {
    await openFile(opened);
    strayFiles(await addMissing(rest.filter((one) => one !== opened)));
  });
}

addEventListener("resize", () => {
  if (layout() !== document.body.dataset.layout) return draw();
  // The layout stays: nothing that is being typed is drawn anew.
  if (app.screen === "edit" && report.state) {
    document.querySelectorAll("[data-prose]").forEach((one) => mirror(one.dataset.prose));
    placeCards();
  }
  return undefined;
});
addEventListener("beforeunload", (event) => {
  // The draft is there, unless the browser would not keep it.
  if (report.isChanged() && app.notices.has("full")) event.preventDefault();
});

function route(event) {
  const [screen, section] = decodeURIComponent(location.hash.slice(1)).split("/");
  const known = report.state ? ["start", "edit", "import", "finish"] : ["start"];
  app.screen = known.includes(screen) ? screen : report.state && engine.isServed ? "edit" : "start";
  if (app.screen === "import" && !app.read) app.screen = "edit";
  if (report.state && parts().some((one) => one.id === section)) app.section = section;
  Object.assign(app, { block: null, picker: null, asking: "", cell: "", claim: null });
  draw();
  $("work").scrollTop = 0;
  const heading = document.querySelector("#work h1");
  if (event && heading && app.view === "margin") heading.focus({ preventScroll: true });
}
addEventListener("hashchange", route);

async function startEngine() {
  app.isReady = false;
  drawStatus();
  try {
    await engine.start(lang.now ? "en" : "zh");
    const about = (await engine.call("about")).values;
    Object.assign(app, { isReady: true, version: about.version, firstYear: about.first_year });
  } catch (fault) {
    engineFailed(fault);
  }
}

async function start() {
  recall();
  draw();
  await startEngine();
  if (engine.isServed && app.isReady) {
    const answer = (await engine.call("reload")).values;
    if (answer.refused) return refuseAloud(answer.refused);
    await begun(answer, answer.text);
    app.savedTo = answer.name.split(/[\\/]/).pop();
    app.screen = "edit";
    if (answer.read) {
      app.read = { name: app.savedTo, ...answer.read };
      location.hash = "import";
    }
    setInterval(async () => {
      const { is_changed: isChanged } = (await engine.call("on_disk")).values;
      if (isChanged && !app.notices.has("disk")) notify("disk");
    }, 2000);
  }
  // Who has begun to write on the first page goes on: only what waited for the engine is let go.
  if (app.screen === "start" && !report.state) enableStart();
  else route();
}
function enableStart() {
  document.querySelectorAll(".start button:disabled").forEach((one) => { one.disabled = false; });
  drawStatus();
}
if (!window.isTooOld) start();
