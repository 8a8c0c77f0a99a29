// What the browser tests stand on: the program, files in a folder that is gone afterwards, and a Chromium.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.RIFADA ?? join(root, "target/release/rifada");
const folder = mkdtempSync(join(tmpdir(), "rifada-browser-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Where a file of this run lies. */
export const at = (name) => join(folder, name);
/** The JSON of a file. */
export const json = (path) => JSON.parse(readFileSync(path, "utf8"));
/** Writes JSON into a file of this run. */
export const write = (name, value) => { writeFileSync(at(name), JSON.stringify(value)); return at(name); };
/** Runs the program. */
export const rifada = (...args) => execFileSync(program, args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });

/** A plan of a scenario, found in so many iterations. */
export function planned(scenario, name, iterations = 6, seed = 1) {
  rifada("solve", scenario, "-o", at(name), "--iterations", String(iterations), "--seed", String(seed));
  return at(name);
}

/** The page of a plan in both languages: address by language. */
export function pages(scenario, plan, name, ...more) {
  return Object.fromEntries(["en", "ar"].map((lang) => {
    const file = at(`${name}-${lang}.html`);
    rifada("report", scenario, plan, "-o", file, "--lang", lang, ...more);
    return [lang, pathToFileURL(file).href];
  }));
}

let browser;
/** The browser of this run. */
export async function opened() {
  browser ??= await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
  });
  return browser;
}
/** Closes it. */
export const closed = async () => { await browser?.close(); browser = undefined; };

/** A page at an address; `faults` gathers what it says on the console, its errors, and requests that leave it. */
export async function visit(address, { width = 1440, height = 1000, scheme = "light" } = {}) {
  const page = await (await opened()).newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address && !request.url().startsWith("data:")) faults.push(`request: ${request.url()}`);
  });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height });
  await page.goto(address, { waitUntil: "load" });
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes");
  return { page, faults };
}

/** How many colours a picture has, and the share of the commonest. */
export async function colours(picture) {
  const page = await (await opened()).newPage();
  const found = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = "data:image/png;base64," + base64;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const counts = new Map();
    for (let i = 0; i < data.length; i += 4 * 7) {
      const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    return { colours: counts.size, commonest: Math.max(...counts.values()) / (data.length / 28) };
  }, Buffer.from(picture).toString("base64"));
  await page.close();
  return found;
}
