// The report in a real browser: what it shows is the plan's, it works by mouse and keyboard, in both languages, on paper, and for
// those who cannot see it.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { at, closed, colours, json, pages, planned, rifada, root, visit, write } from "./stage.js";

const LANGUAGES = ["en", "ar"];
const night = `${root}data/ramadan-27.json`, days = `${root}data/jamarat-10-13.json`;
let nightPlan, nightPages, daysPages, hostilePages, bigPages;

/** Keeps a picture where `PICTURES` names a folder, to be looked at. */
function keep(name, picture) {
  if (!process.env.PICTURES) return;
  mkdirSync(process.env.PICTURES, { recursive: true });
  writeFileSync(`${process.env.PICTURES}/${name}`, picture);
}

const HOSTILE = ["</script><script>window.hacked=1</script>", "\"><img src=x onerror=window.hacked=2>", "gate\u202etag\u2066", "<b onclick=x>&amp;"];

before(() => {
  nightPlan = planned(night, "night.json");
  nightPages = pages(night, nightPlan, "night", "--compare", planned(night, "other.json", 2, 7));
  daysPages = pages(days, planned(days, "days.json", 2), "days");
  const hostile = json(`${root}data/hira-thursday.json`);
  let next = 0;
  const name = () => HOSTILE[next++ % HOSTILE.length];
  hostile.name = name();
  for (const point of hostile.points) {
    point.name = name();
    for (const post of point.posts) { post.name = name(); for (const line of post.demand) line.name = name(); }
  }
  for (const one of [...hostile.volunteers, ...hostile.skills]) one.name = name();
  const file = write("hostile.json", hostile);
  hostilePages = pages(file, planned(file, "hostile-plan.json", 2), "hostile");
  rifada("generate", "--preset", "jamarat-10-13", "--times", "16", "-o", at("big.json"));
  // A plan for 10,240 people, made up here: one duty in each window of most of them.
  const big = json(at("big.json"));
  const add = (time, hours) => new Date(Date.parse(time + ":00Z") + hours * 3600e3).toISOString().slice(0, 16);
  const posts = big.points.flatMap((point) => point.posts.map((post) => [point.id, post.id]));
  const duties = big.volunteers.flatMap((person, number) => person.available.slice(0, 3).map((window, turn) => {
    const [point, post] = posts[(number * 7 + turn) % posts.length];
    return { volunteer: person.id, point, post, from: window.from, to: add(window.from, 4) };
  }));
  const zero = { total: 0, shortage: 0, surplus: 0, supervision: 0, wishes: 0, fairness: 0, minimum: 0, travel: 0, changes: 0 };
  const plan = write("big-plan.json", { format: "rifada-plan/1", scenario: big.id, duties, cost: zero, bound: null, stop: "time", shortages: [] });
  bigPages = pages(at("big.json"), plan, "big");
});
after(closed);

/** The minutes of an interval of local times, in a zone whose clock never changes. */
const minutes = ({ from, to }) => (Date.parse(to + ":00Z") - Date.parse(from + ":00Z")) / 60000;

for (const lang of LANGUAGES) {
  test(`in ${lang} nothing is said on the console, no request leaves the page and nothing overflows`, async () => {
    for (const [name, address] of [["night", nightPages[lang]], ["days", daysPages[lang]]]) {
      for (const width of [390, 1440]) {
        for (const scheme of ["light", "dark"]) {
          const { page, faults } = await visit(address, { width, scheme });
          assert.deepEqual(faults, []);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
          const picture = await page.screenshot({ fullPage: true });
          keep(`${name}-${lang}-${width}-${scheme}.png`, picture);
          const found = await colours(picture);
          assert.ok(found.colours > 40 && found.commonest < 0.9, JSON.stringify(found));
          await page.close();
        }
      }
    }
  });

  test(`in ${lang} the numbers are those of the plan`, async () => {
    const { page } = await visit(nightPages[lang]);
    const plan = json(nightPlan);
    const latin = (text) => text.replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660).replace(/[٬,]/g, "").replace("٫", ".");
    const big = async (card) => parseFloat(latin(await page.$eval(`[data-card="${card}"] .big`, (e) => e.textContent)).match(/[\d.]+/)[0]);
    assert.equal(await big("serving"), new Set(plan.duties.map((duty) => duty.volunteer)).size);
    const short = plan.shortages.reduce((sum, one) => sum + minutes(one) / 60 * one.missing, 0);
    assert.equal(await big("short"), short);
    const cells = await page.$$eval(".heatmap td[data-c]", (all) => all.map((cell) => cell.textContent));
    assert.equal(cells.reduce((sum, cell) => sum + parseFloat(latin(cell)), 0), short);
    await page.close();
  });

  test(`in ${lang} every point and every need can be chosen and adds up`, async () => {
    const { page, faults } = await visit(nightPages[lang]);
    const plan = json(nightPlan), scenario = json(night);
    const places = await page.$$eval("#place option", (all) => all.map((one) => Number(one.value)));
    assert.equal(places.length, 1 + scenario.points.length + scenario.shared.length);
    for (const row of places) {
      await page.select("#place", String(row));
      const kinds = await page.$$eval("#kind option", (all) => all.map((one) => one.value));
      let short = 0;
      for (const kind of kinds) {
        await page.select("#kind", kind);
        short += Number(await page.$eval("#course-says", (e) => e.dataset.short));
        const paths = await page.$$eval("svg.steps path.need", (all) => all.map((one) => one.getAttribute("d")));
        assert.ok(paths.every((path) => path.startsWith("M") && !path.includes("NaN")));
      }
      const isHere = (one) => row < 0 ? "point" in one
        : row < scenario.points.length ? one.point === scenario.points[row].id : one.shared === row - scenario.points.length;
      const expected = plan.shortages.filter(isHere).reduce((sum, one) => sum + minutes(one) / 60 * one.missing, 0);
      assert.ok(Math.abs(short - expected) < 1e-9, `${row}: ${short} and not ${expected}`);
    }
    for (const value of await page.$$eval("#crew-point option", (all) => all.map((one) => one.value))) {
      await page.select("#crew-point", value);
      const { id } = scenario.points[Number(value)];
      const bars = await page.$$eval("#crew-chart .served", (all) => all.length);
      assert.equal(bars, plan.duties.filter((duty) => duty.point === id).length);
    }
    assert.deepEqual(faults, []);
    await page.close();
  });

  test(`in ${lang} people and points are found by search, and somebody's days are shown`, async () => {
    const { page, faults } = await visit(nightPages[lang]);
    const found = () => page.$eval("#found", (e) => Number(e.dataset.found));
    assert.equal(await found(), 700);
    await page.type("#search", lang === "ar" ? "v00٧" : "v007");
    assert.equal(await found(), 1);
    await page.click("#rows button");
    assert.equal(await page.$eval("#person h3", (e) => e.textContent), "v007");
    assert.ok(await page.$("#person .served"));
    await page.$eval("#search", (e) => { e.value = ""; e.dispatchEvent(new Event("input")); });
    await page.click("#by-point");
    assert.equal(await found(), json(nightPlan).duties.length);
    await page.type("#search", lang === "ar" ? "باب الملك فهد" : "king fahd gate");
    const some = await found();
    assert.ok(some > 10 && some < 300, String(some));
    assert.deepEqual(faults, []);
    await page.close();
  });

  test(`in ${lang} the coverage is read by keyboard`, async () => {
    const { page } = await visit(nightPages[lang]);
    await page.focus(".heatmap td[data-c]");
    assert.equal(await page.$eval("#tip", (e) => e.hidden), false);
    const before = await page.evaluate(() => document.activeElement.dataset.c);
    await page.keyboard.press(lang === "ar" ? "ArrowLeft" : "ArrowRight");
    const after = await page.evaluate(() => document.activeElement.dataset.c);
    assert.ok(Number(after) > Number(before), `${before} ${after}`);
    assert.ok(await page.$eval("#tip li", (e) => e.textContent.length > 1));
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-describedby")), "tip");
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#tip", (e) => e.hidden), true);
    // Every control is reached, in the order of the page.
    await page.evaluate(() => document.activeElement.blur());
    const seen = [];
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => document.activeElement.id));
    }
    const controls = ["place", "kind", "crew-point", "crew-day", "by-volunteer", "by-point", "search"];
    const order = seen.filter((id) => controls.includes(id));
    assert.deepEqual(order.slice(0, 4), controls.slice(0, 4));
    await page.close();
  });

  test(`in ${lang} no serious fault is found by axe`, async () => {
    for (const address of [nightPages[lang], daysPages[lang]]) {
      for (const scheme of ["light", "dark"]) {
        const { page } = await visit(address, { scheme });
        await page.click("#rows li:nth-child(2) button");
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
        const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact))
          .map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
        assert.deepEqual(serious, [], scheme);
        await page.close();
      }
    }
  });

  test(`in ${lang} nothing is cut off on paper`, async () => {
    for (const [name, address] of [["night", nightPages[lang]], ["days", daysPages[lang]]]) {
      const { page } = await visit(address, { scheme: "dark" });
      // A4 without its margins is 186 mm wide: 703 pixels.
      await page.setViewport({ width: 703, height: 1032 });
      await page.emulateMediaType("print");
      await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      const cut = await page.evaluate(() => {
        const faults = [];
        for (const element of document.querySelectorAll("main *, header *")) {
          const box = element.getBoundingClientRect(), style = getComputedStyle(element);
          if (!box.width || element.closest(".sr, .bar-of, details, .tip")) continue;
          if (box.left < -1 || box.right > 704) faults.push(`outside: ${element.tagName}.${element.className.baseVal ?? element.className}`);
          const hides = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
          if (hides && !(element instanceof SVGElement) && !element.matches(".who, .row *")) faults.push(`cut: ${element.tagName}.${element.className}`);
        }
        return faults.slice(0, 8);
      });
      assert.deepEqual(cut, [], name);
      await page.emulateMediaType(null);
      const pdf = Buffer.from(await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true }));
      keep(`${name}-${lang}.pdf`, pdf);
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(sheets >= 3 && sheets < 80, `${sheets} sheets`);
      await page.close();
    }
  });

  test(`in ${lang} names that look like markup are shown as text`, async () => {
    const { page, faults } = await visit(hostilePages[lang]);
    await page.click("#rows li:nth-child(3) button");
    for (const value of await page.$$eval("#place option", (all) => all.map((one) => one.value))) await page.select("#place", value);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.$$eval("img, b[onclick]", (all) => all.length), 0);
    const text = await page.evaluate(() => document.body.innerText);
    for (const name of ["</script><script>window.hacked=1</script>", "\"><img src=x onerror=window.hacked=2>", "gate\\u{202e}tag\\u{2066}", "<b onclick=x>&amp;"]) {
      assert.ok(text.includes(name), name);
    }
    assert.ok(!/[\u202a-\u202e]/.test(text));
    assert.deepEqual(faults, []);
    await page.close();
  });

  test(`in ${lang} ten thousand people can be searched`, async (t) => {
    const file = statSync(fileURLToPath(bigPages[lang])).size;
    assert.ok(file <= 15 * 1024 * 1024, `${file} bytes`);
    const { page, faults } = await visit(bigPages[lang]);
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    assert.equal(await page.$eval("#found", (e) => Number(e.dataset.found)), 10240);
    const search = await page.evaluate(() => {
      const box = document.getElementById("search"), start = performance.now();
      box.value = "v9999";
      box.dispatchEvent(new Event("input"));
      return performance.now() - start;
    });
    assert.ok(await page.$eval("#found", (e) => Number(e.dataset.found)) > 0);
    await page.$eval("#search", (e) => { e.value = ""; e.dispatchEvent(new Event("input")); });
    await page.$eval("#list", (e) => { e.scrollTop = e.scrollHeight; });
    await page.waitForFunction(() => document.querySelector("#rows li:last-child")?.getAttribute("aria-posinset") === "10240");
    assert.ok(await page.$$eval("#rows li", (all) => all.length) < 60);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1440);
    // On paper the list is cut, and says so.
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.$$eval("#rows li", (all) => all.length), 1000);
    assert.match(await page.$eval("#found", (e) => e.textContent), /1,000|١٬٠٠٠/);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.ok(await page.$$eval("#rows li", (all) => all.length) < 60);
    assert.deepEqual(faults, []);
    t.diagnostic(`${(file / 2 ** 20).toFixed(2)} MiB, first paint after ${Math.round(paint)} ms, a search ${Math.round(search)} ms`);
    await page.close();
  });
}
