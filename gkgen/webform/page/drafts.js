// Drafts in this browser: every step is kept, also what the engine has not answered yet, until a person deletes it.
"use strict";
const DRAFT = "gkgen-draft-";
const HOLD_MS = 4000; // a tab that has not been heard of for so long is gone
const TAB = String(Math.random()).slice(2);

const drafts = {
  list() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(DRAFT))
        .map((key) => ({ id: key.slice(DRAFT.length), ...JSON.parse(localStorage.getItem(key)) }))
        .sort((a, b) => b.time - a.time);
    } catch {
      return [];
    }
  },
  get(id) {
    return this.list().find((one) => one.id === id);
  },
  put(id, draft) {
    localStorage.setItem(DRAFT + id, JSON.stringify(draft));
  },
  remove(id) {
    localStorage.removeItem(DRAFT + id);
    localStorage.removeItem(`gkgen-hold-${id}`);
  },
};

function keepDraft() {
  if (engine.isServed && !report.isChanged()) return;
  if (!report.state || report.isReading) return;
  const { office, year } = report;
  const draft = {
    name: report.state.name, office, year, text: report.state.text, savedText: report.savedText,
    typed: report.typed, time: Date.now(), done: partsDone(),
  };
  try {
    drafts.put(app.draft, draft);
    app.kept = new Date();
    if (app.notices.delete("full")) drawNotices();
  } catch {
    // Refused (a private window) or full: said until a file is saved or a draft deleted; typing goes on.
    app.kept = null;
    if (!app.notices.has("full")) notify("full");
  }
  drawSaved();
}

// One tab writes a draft, another that opens it only reads until it is taken over.
function holdDraft() {
  if (!app.draft || !report.state) return;
  const key = `gkgen-hold-${app.draft}`;
  try {
    const [tab, time] = (localStorage.getItem(key) || "").split(" ");
    const isElsewhere = tab && tab !== TAB && Date.now() - Number(time) < HOLD_MS;
    if (isElsewhere && !app.isTaking) {
      if (!report.isReading) {
        report.isReading = true;
        notify("tabs");
        draw();
      }
      return;
    }
    app.isTaking = false;
    localStorage.setItem(key, `${TAB} ${Date.now()}`);
    if (report.isReading) readAgain();
  } catch {
    // Without storage there is no second tab to fear.
  }
}
setInterval(holdDraft, HOLD_MS / 4);
addEventListener("pagehide", () => {
  try {
    const key = `gkgen-hold-${app.draft}`;
    if ((localStorage.getItem(key) || "").startsWith(`${TAB} `)) localStorage.removeItem(key);
  } catch {
    // nothing is held
  }
});

// The other tab let go, or was told to: its last words are in the draft.
async function readAgain() {
  report.isReading = false;
  app.notices.delete("tabs");
  const draft = drafts.get(app.draft);
  if (draft && draft.text !== report.state.text) await openDraft(draft);
  else draw();
}

function newDraft() {
  app.draft = `${Date.now().toString(36)}${TAB.slice(0, 4)}`;
}
