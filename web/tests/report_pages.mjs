// Web pages of reports judged by axe-core: WCAG 2.2 AA and best practice, at several widths and in large print.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [build, ...files] = process.argv.slice(2);
const modules = `${build}/npm/node_modules`;
const puppeteer = (await import(pathToFileURL(`${modules}/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js`))).default;
const axe = fs.readFileSync(`${modules}/axe-core/axe.min.js`, "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VIEWS = [
  { width: 1366, height: 768, large: false },
  { width: 1366, height: 768, large: true },
  { width: 683, height: 384, large: false }, // twice the size
  { width: 375, height: 667, large: false },
  { width: 375, height: 667, large: true },
  { width: 320, height: 568, large: false }, // WCAG 1.4.10
];

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--no-sandbox"] });
const judged = [];
for (const file of files) {
  for (const { width, height, large } of VIEWS) {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setViewport({ width, height });
    await page.goto(pathToFileURL(file).href);
    const before = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("p")).fontSize));
    if (large) await page.click("#large-print");
    const after = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("p")).fontSize));
    await page.evaluate(axe);
    const found = await page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
    const faults = found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
    if (large !== after > 1.4 * before) faults.push(`large print: ${before} px became ${after} px`);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
    judged.push({ file, width, large, faults, sideways, passed: found.passes.length });
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(judged));
