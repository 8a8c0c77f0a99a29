// Makes docs/report.png, the picture in the README, from the pages that `cargo run --release --example report` writes:
//
//   RIFADA_SECONDS=30 cargo run --release --example report
//   node tests/browser/picture.js

import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { closed, opened, root, visit } from "./stage.js";

const part = async (lang, width, from, to) => {
  const { page } = await visit(pathToFileURL(`${root}target/report-${lang}.html`).href, { width, height: 900 });
  const [top, bottom] = await page.evaluate((from, to) => {
    const box = (name) => document.querySelector(name).getBoundingClientRect();
    return [box(from).top + scrollY, box(to).bottom + scrollY];
  }, from, to);
  const clip = { x: 0, y: Math.max(0, top - 14), width, height: bottom - top + 14 };
  const picture = await page.screenshot({ clip, captureBeyondViewport: true });
  await page.close();
  return `data:image/png;base64,${Buffer.from(picture).toString("base64")}`;
};
const parts = [await part("en", 1280, ".top", "#coverage"), await part("ar", 1280, "#course", "#course figure")];
const page = await (await opened()).newPage();
await page.setViewport({ width: 1280, height: 900 });
await page.setContent(`<body style="margin:0;background:#f4f5f2">${parts.map((src) => `<img style="display:block" src="${src}">`).join("")}`);
await page.waitForFunction(() => [...document.images].every((image) => image.complete));
mkdirSync(`${root}docs`, { recursive: true });
writeFileSync(`${root}docs/report.png`, await page.screenshot({ fullPage: true }));
await closed();
