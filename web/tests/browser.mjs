// A page of gkgen.html in a browser, opened from disk: what it asks for and what it saves is recorded.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const EXECUTABLES = { chromium: "/usr/bin/chromium", firefox: "/usr/bin/firefox-esr" };

export async function open(build, which, { width = 1366, height = 700, before = "" } = {}) {
  const puppeteer = (await import(pathToFileURL(`${build}/npm/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js`))).default;
  const browser = await puppeteer.launch({
    browser: which === "firefox" ? "firefox" : "chrome",
    executablePath: EXECUTABLES[which],
    headless: true,
    args: which === "firefox" ? [] : ["--no-sandbox"],
  });
  const folder = path.join(build, "空 格");
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(build, "gkgen.html"), path.join(folder, "gkgen.html"));
  const address = pathToFileURL(path.join(folder, "gkgen.html")).href;
  const faults = [];
  const requests = [];
  const tab = async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(90_000); // machines that test are busy
    await page.setViewport({ width, height });
    page.on("pageerror", (fault) => faults.push(String(fault)));
    page.on("request", (request) => requests.push(request.url()));
    await page.evaluateOnNewDocument(RECORD);
    if (before) await page.evaluateOnNewDocument(before);
    const began = Date.now();
    await page.goto(address);
    await page.waitForFunction("window.isTooOld || (typeof app !== 'undefined' && app.isReady)", { timeout: 60_000 });
    page.readyMs = Date.now() - began;
    return page;
  };
  return { browser, tab, faults, requests, address };
}

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
