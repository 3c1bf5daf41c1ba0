// Drafts in this browser: every step is kept, also what the engine has not answered yet, until a person deletes it.
"use strict";
const DRAFT = "gkgen-draft-";
const HOLD_MS = 4000; // a tab that has not been heard of for so long is gone
const READING = 0;
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
    keptFiles.remove(id).catch(() => {});
  },
};

// The files of drafts (pictures, last year's report) are too large for localStorage.
const keptFiles = {
  base: null,
  open() {
    this.base = this.base || new Promise((resolve, reject) => {
      const asked = indexedDB.open("gkgen", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("files");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    this.base.catch(() => { this.base = null; }); // asked again the next time
    return this.base;
  },
  async run(mode, action) {
    const base = await this.open();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction("files", mode);
      const asked = action(transaction.objectStore("files"));
      transaction.oncomplete = () => resolve(asked && asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  },
  range: (draft) => IDBKeyRange.bound([draft], [draft, []]),
  put(draft, name, bytes) {
    return this.run("readwrite", (store) => store.put({ name, bytes }, [draft, name]));
  },
  async of(draft) {
    const found = await this.run("readonly", (store) => store.getAll(this.range(draft)));
    return Object.fromEntries(found.filter(({ bytes }) => bytes).map(({ name, bytes }) => [name, bytes]));
  },
  // What was read of a published report goes with them, under a number: no file has such a name.
  putReading(draft, reading) {
    return this.run("readwrite", (store) => store.put({ reading }, [draft, READING]));
  },
  async reading(draft) {
    const found = await this.run("readonly", (store) => store.get([draft, READING]));
    return found ? found.reading : null;
  },
  remove(draft) {
    return this.run("readwrite", (store) => store.delete(this.range(draft)));
  },
};

// A file of the report, kept with its draft; where the browser would not, that is said.
async function keepFile(name, bytes) {
  report.files[name] = bytes;
  if (engine.isServed) return;
  try {
    await keptFiles.put(app.draft, name, bytes);
    app.unkept.delete(name);
  } catch {
    app.unkept.add(name);
  }
  if (app.unkept.size) notify("unkept");
  else if (app.notices.delete("unkept")) drawNotices();
}

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
  if (draft) await openDraft(draft);
  else draw();
}

function newDraft() {
  app.draft = `${Date.now().toString(36)}${TAB.slice(0, 4)}`;
}
