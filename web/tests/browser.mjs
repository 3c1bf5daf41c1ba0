// A page of gkgen.html in a browser, opened from disk: what it asks for and what it saves is recorded.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const EXECUTABLES = { chromium: "/usr/bin/chromium", firefox: "/usr/bin/firefox-esr" };
const SCREEN = { width: 1366, height: 700 };
const OWN = /^(data|blob|about):/; // addresses within the page

export async function launch(build, which) {
  const puppeteer = (await import(pathToFileURL(`${build}/npm/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js`))).default;
  const browser = await puppeteer.launch({
    browser: which === "firefox" ? "firefox" : "chrome",
    executablePath: EXECUTABLES[which],
    headless: true,
    args: which === "firefox" ? [] : ["--no-sandbox"],
  });
  const folder = path.join(build, `空 格 ${which}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(build, "gkgen.html"), path.join(folder, "gkgen.html"));
  return { browser, address: pathToFileURL(path.join(folder, "gkgen.html")).href, shared: null };
}

// One scene: its tabs have a storage of their own, which goes with them. The engine takes seconds to start: scenes that
// only open a report share one page, `page()`, which shows its first screen then, as after closing a report.
export async function begin(launched) {
  const { browser, address } = launched;
  const [faults, requests] = [[], []];
  let context;
  async function tab({ width, height, before = "" } = SCREEN) {
    context = context || (await browser.createBrowserContext());
    return opened(await context.newPage(), { width, height, before }, { faults, requests });
  }
  async function opened(page, { width = SCREEN.width, height = SCREEN.height, before = "" }, told) {
    page.setDefaultTimeout(90_000); // machines that test are busy
    await page.setViewport({ width, height });
    page.on("pageerror", (fault) => told.faults.push(String(fault)));
    page.on("request", (request) => { if (request.url() !== address && !OWN.test(request.url())) told.requests.push(request.url()); });
    await page.evaluateOnNewDocument(RECORD);
    if (before) await page.evaluateOnNewDocument(before);
    const began = Date.now();
    await page.goto(address);
    await page.waitForFunction("window.isTooOld || (typeof app !== 'undefined' && app.isReady)", { timeout: 60_000 });
    page.readyMs = Date.now() - began;
    return page;
  }
  async function page({ width, height } = SCREEN) {
    if (!launched.shared) {
      const told = { faults: [], requests: [] };
      launched.shared = { told, page: await opened(await browser.newPage(), {}, told) };
    }
    const { page: shared } = launched.shared;
    await shared.evaluate(CLOSED);
    await shared.setViewport({ width, height });
    await shared.bringToFront();
    return shared;
  }
  // What was told in the meantime; the page that others share is given up where a scene broke off.
  async function end(isBroken) {
    const { told = { faults: [], requests: [] } } = launched.shared || {};
    const found = { faults: [...faults, ...told.faults.splice(0)], requests: [...requests, ...told.requests.splice(0)] };
    if (context) await context.close();
    if (isBroken && launched.shared) {
      await launched.shared.page.close().catch(() => {});
      launched.shared = null;
    }
    return found;
  }
  const paper = () => browser.newPage();
  const memory = () => largest(browser.process().pid);
  return { tab, page, paper, memory, end, faults, requests };
}

// The memory of the largest process of a browser, the one with the page, in MB.
function largest(root) {
  const parents = new Map();
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
      const field = (name) => Number((new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status) || [0, 0])[1]);
      parents.set(Number(pid), { parent: field("PPid"), size: field("VmRSS") / 1024, command: fs.readFileSync(`/proc/${pid}/cmdline`, "utf8") });
    } catch {
      // it ended meanwhile
    }
  }
  const isBelow = (pid) => pid === root || (parents.has(pid) && isBelow(parents.get(pid).parent));
  const pages = [...parents].filter(([pid, { command }]) => pid !== root && isBelow(pid) && /--type=renderer|-contentproc/.test(command));
  return Math.round(Math.max(...pages.map(([, { size }]) => size)));
}

// No report is open, no draft kept, nothing set.
const CLOSED = `(async () => {
  if (lang.now) await ACTIONS.language();
  document.documentElement.classList.remove("big");
  if ($("dialog").open) $("dialog").close();
  await settled();
  Object.assign(report, { state: null, typed: {}, refused: {}, past: [], future: [], savedText: "", files: {}, isReading: false });
  Object.assign(app, { view: "margin", compare: false, all: false, read: null, claim: null, newOffice: "", newYear: "", lastYear: null, open: new Set() });
  app.notices.clear();
  for (const { id } of drafts.list()) drafts.remove(id);
  localStorage.clear();
  window.saved.length = 0;
  location.hash = "start";
  route();
})()`;

// Pickers of the system cannot be driven: without them the page takes its other way, a file input and a download.
const RECORD = `
  delete window.showOpenFilePicker; delete window.showSaveFilePicker;
  Object.defineProperty(window, "showOpenFilePicker", { value: undefined });
  Object.defineProperty(window, "showSaveFilePicker", { value: undefined });
  window.saved = [];
  const create = URL.createObjectURL;
  URL.createObjectURL = (blob) => { if (blob.type !== "text/javascript") window.saved.push(blob); return create.call(URL, blob); };
`;

// Files dropped on the page, as a person drops them: names and contents in base 64.
export async function dropFiles(page, files) {
  await page.evaluate((files) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of Object.entries(files))
      transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);
}
export const drop = (page, name, text) => dropFiles(page, { [name]: Buffer.from(text).toString("base64") });

export const settled = (page) => page.waitForFunction("!report.isBusy && !Object.keys(report.typed).length", { timeout: 20_000 });

export async function press(page, action) {
  await page.waitForSelector(`[data-do="${action}"]:not(:disabled)`);
  await page.evaluate((action) => document.querySelector(`[data-do="${action}"]:not(:disabled)`).click(), action);
}

// The last file that was saved: its text, or its SHA-256.
export async function lastSaved(page, count) {
  await page.waitForFunction((count) => window.saved.length >= count, { timeout: 20_000 }, count);
  return page.evaluate(async () => {
    const bytes = await window.saved[window.saved.length - 1].arrayBuffer();
    const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    let binary = "";
    for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
    return { text: new TextDecoder().decode(bytes), digest, base64: btoa(binary) };
  });
}

export async function typeInto(page, selector, text) {
  await page.waitForSelector(selector);
  await page.focus(selector);
  await page.evaluate((selector) => document.querySelector(selector).select(), selector);
  await page.keyboard.type(text);
}

export const part = async (page, id) => {
  await page.evaluate((id) => { location.hash = `edit/${id}`; }, id);
  await page.waitForFunction((id) => app.section === id && app.screen === "edit", {}, id);
};
