"use strict";
(() => {
const $ = (id) => document.getElementById(id);
const D = JSON.parse($("data").textContent);
const W = D.words, DAY = 1440, ROW = 56, FOOT = 210, TOP = 34, WIDTH = 960, MARGIN = 44, PRINTED = 1000;

// Words and numbers.
const digits = (text) => String(text).replace(/[0-9]/g, (digit) => D.digits[digit]);
const number = (value) => {
  const [whole, rest] = (Math.round(value * 100) / 100).toString().split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, D.marks[0]);
  return digits(rest ? grouped + D.marks[1] + rest : grouped);
};
const hours = (slots) => number(slots * D.slot / 60);
const face = (slot) => {
  const minute = slot * D.slot;
  let shift = D.face[0][1];
  for (const [from, by] of D.face) if (from <= minute) shift = by;
  return minute + shift;
};
const two = (value) => String(value).padStart(2, "0");
const clock = (slot, ends) => {
  const minute = face(slot) % DAY;
  return digits(ends && minute === 0 ? "24:00" : two(Math.floor(minute / 60)) + ":" + two(minute % 60));
};
const dateOf = (slot) => Math.floor(face(slot) / DAY);
const period = (from, to) => {
  const first = dateOf(from), last = Math.floor((face(to) - 1) / DAY);
  if (D.slot >= DAY) return first === last ? D.days[first] : D.days[first] + " – " + D.days[last];
  const [a, b] = [clock(from), clock(to, true)];
  return first === last ? `${D.days[first]} ${a}–${b}` : `${D.days[first]} ${a} – ${D.days[last]} ${b}`;
};
const postName = (post) => {
  const [point, name] = D.posts[post];
  return name ? D.rows[point] + W.comma + name : D.rows[point];
};

// Elements. Texts are set as texts, never as markup.
const make = (name, cls, ...inside) => {
  const element = document.createElement(name);
  if (cls) element.className = cls;
  element.append(...inside);
  return element;
};
const bdi = (text) => make("bdi", "", text);
const option = (value, text) => { const one = make("option", "", text); one.value = value; return one; };

// What is short in a cell of the coverage table.
const tip = $("tip");
let told = null;
const tell = (cell) => {
  const row = Number(cell.parentNode.dataset.place), column = Number(cell.dataset.c);
  const from = column * D.step, to = Math.min(from + D.step, D.slots);
  const list = make("ul", "");
  for (const [of, name, parts] of D.lack) {
    if (of !== row) continue;
    let most = 0;
    for (let i = 0; i < parts.length; i += 3) if (parts[i] < to && from < parts[i + 1]) most = Math.max(most, parts[i + 2]);
    if (most) list.append(make("li", "", bdi(name), make("b", "", number(most))));
  }
  tip.replaceChildren(make("strong", "", bdi(D.rows[row])), make("span", "", period(from, to)), make("em", "", W.missing), list);
  tip.hidden = false;
  put(cell);
  if (told) told.removeAttribute("aria-describedby");
  cell.setAttribute("aria-describedby", "tip");
  told = cell;
};
const hush = () => { tip.hidden = true; };
const put = (cell) => {
  const box = cell.getBoundingClientRect(), own = tip.getBoundingClientRect();
  const x = Math.min(Math.max(8, box.left + box.width / 2 - own.width / 2), innerWidth - own.width - 8);
  const y = box.bottom + own.height + 10 < innerHeight ? box.bottom + 6 : Math.max(8, box.top - own.height - 6);
  tip.style.left = x + "px";
  tip.style.top = y + "px";
};
for (const table of document.querySelectorAll(".heatmap")) {
  const cells = [...table.querySelectorAll("td[data-c]")];
  cells.forEach((cell, at) => { cell.tabIndex = at ? -1 : 0; });
  table.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td[data-c]");
    if (cell) tell(cell); else hush();
  });
  table.addEventListener("mouseleave", hush);
  table.addEventListener("focusin", (event) => { if (event.target.dataset.c) tell(event.target); });
  table.addEventListener("focusout", hush);
  table.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-place]");
    if (row) choose(Number(row.dataset.place));
  });
  table.addEventListener("keydown", (event) => {
    const here = event.target;
    if (event.key === "Escape") return hush();
    if (!here.dataset.c || !/^(Arrow|Enter)/.test(event.key)) return;
    if (event.key === "Enter") return choose(Number(here.parentNode.dataset.place));
    event.preventDefault();
    const step = event.key === (D.rtl ? "ArrowRight" : "ArrowLeft") || event.key === "ArrowUp" ? -1 : 1;
    const same = cells.filter((cell) => (/Up|Down/.test(event.key)
      ? cell.dataset.c === here.dataset.c : cell.parentNode === here.parentNode));
    const next = same[same.indexOf(here) + step];
    if (next) { here.tabIndex = -1; next.tabIndex = 0; next.focus(); }
  });
}
addEventListener("scroll", () => {
  if (told && told === document.activeElement) put(told); else hush();
}, { passive: true, capture: true });

// Need against people on duty.
const spread = (runs) => {
  const all = [];
  for (let i = 0; i < runs.length; i += 2) for (let n = 0; n < runs[i]; n++) all.push(runs[i + 1]);
  return all;
};
const along = (share) => {
  const x = MARGIN + share * (WIDTH - MARGIN - 8);
  return Math.round((D.rtl ? WIDTH - x : x) * 10) / 10;
};
const area = (from, to, base, top, x, y) => {
  let path = "";
  for (let slot = from; slot < to; slot++) {
    if (top[slot] <= base(slot)) continue;
    let end = slot + 1;
    while (end < to && top[end] === top[slot] && base(end) === base(slot)) end++;
    path += `M${x(slot)} ${y(base(slot))}V${y(top[slot])}H${x(end)}V${y(base(slot))}Z`;
    slot = end - 1;
  }
  return path || "M0 0";
};
const drawCourse = () => {
  const row = Number($("place").value), kind = Number($("kind").value);
  const series = D.series.find((one) => one[0] === row && one[1] === kind);
  if (!series) return;
  const [need, duty, lack] = [spread(series[2]), spread(series[3]), spread(series[4])];
  const most = Math.max(1, ...need, ...duty);
  const y = (people) => Math.round((FOOT - people / most * (FOOT - TOP)) * 10) / 10;
  for (const svg of document.querySelectorAll("svg.steps")) {
    const [from, to] = D.blocks[svg.dataset.block];
    const x = (slot) => along((slot - from) / (to - from));
    let line = "";
    for (let slot = from; slot < to; slot++) line += `${line ? "V" : "M" + x(slot) + " "}${y(need[slot])}H${x(slot + 1)}`;
    const put = (cls, path) => svg.querySelector("path." + cls).setAttribute("d", path);
    put("need", line);
    put("duty", area(from, to, () => 0, duty, x, y));
    put("lack", area(from, to, (slot) => need[slot] - lack[slot], need, x, y));
    svg.querySelector(".most").textContent = number(most);
    svg.querySelector(".half").textContent = number(most / 2);
  }
  const sum = (list) => list.reduce((all, one) => all + one, 0);
  $("course-says").replaceChildren(
    bdi(row < 0 ? W.all : D.rows[row]), W.colon, bdi(D.kinds[kind]), " — ",
    `${W.needed} ${hours(sum(need))} ${W.hours}${W.dot}${W.short} ${hours(sum(lack))} ${W.hours}`);
  $("course-says").dataset.needed = sum(need) * D.slot / 60;
  $("course-says").dataset.short = sum(lack) * D.slot / 60;
  const rows = [];
  for (let slot = 0; slot < D.slots; slot++) {
    let end = slot + 1;
    while (end < D.slots && need[end] === need[slot] && duty[end] === duty[slot] && lack[end] === lack[slot]) end++;
    if (need[slot] || duty[slot]) {
      const cells = [period(slot, end), number(need[slot]), number(duty[slot]), number(lack[slot])];
      rows.push(make("tr", lack[slot] ? "lacks" : "", ...cells.map((text) => make("td", "", text))));
    }
    slot = end - 1;
  }
  $("course-table").tBodies[0].replaceChildren(...rows);
};
const fillKinds = (wanted) => {
  const row = Number($("place").value);
  const kinds = D.series.filter((one) => one[0] === row).map((one) => one[1]);
  $("kind").replaceChildren(...kinds.map((kind) => option(kind, D.kinds[kind])));
  if (kinds.includes(wanted)) $("kind").value = wanted;
  drawCourse();
};
$("place").addEventListener("change", () => fillKinds(Number($("kind").value)));
$("kind").addEventListener("change", drawCourse);

// Timelines.
const bar = (cls, from, to, block, text) => {
  const [start, end] = block, width = end - start;
  const one = make("span", "bar-of " + cls, ...(text ? [make("span", "", text)] : []));
  one.style.insetInlineStart = (Math.max(from, start) - start) / width * 100 + "%";
  one.style.width = (Math.min(to, end) - Math.max(from, start)) / width * 100 + "%";
  return one;
};
const ruler = (block) => {
  const [from, to] = block, track = make("div", "track ruler");
  const step = Math.max(1, Math.round((D.slot >= DAY ? 7 * DAY : 180) / D.slot));
  for (let slot = from; slot < to; slot += step) {
    const tick = make("span", "tick", D.slot >= DAY ? D.days[dateOf(slot)] : clock(slot));
    tick.style.insetInlineStart = (slot - from) / (to - from) * 100 + "%";
    track.append(tick);
  }
  return make("div", "lane", make("div", "who", ""), track);
};
const lane = (who, bars) => make("div", "lane", who, make("div", "track", ...bars));
const span = (from, to) => (D.slot >= DAY ? "" : `${clock(from)}–${clock(to, true)}`);
const each = (person, tell) => {
  const flat = D.duties[person];
  for (let i = 0; i < flat.length; i += 3) tell(flat[i], flat[i + 1], flat[i + 2]);
};
const drawCrew = () => {
  const point = Number($("crew-point").value), block = D.blocks[Number($("crew-day").value)];
  const rows = [];
  D.people.forEach((_, person) => each(person, (post, from, to) => {
    if (D.posts[post][0] === point && from < block[1] && block[0] < to) rows.push([from, post, to, person]);
  }));
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]);
  const lanes = rows.map(([from, post, to, person]) => {
    const button = make("button", "who link", bdi(D.people[person][0]));
    button.type = "button";
    button.addEventListener("click", () => showPerson(person, true));
    const name = D.posts[post][1], when = span(from, to);
    const one = bar("served p" + post % 4, from, to, block, name && when ? when + W.dot + name : when || name);
    one.title = period(from, to) + (name ? W.dot + name : "");
    return lane(button, [one]);
  });
  $("crew-says").replaceChildren(bdi(D.rows[point] ?? ""), W.comma, block[2], " — ",
    `${W.people} ${number(new Set(rows.map((row) => row[3])).size)}${W.dot}${W.duties} ${number(rows.length)}`);
  $("crew-chart").replaceChildren(ruler(block), ...lanes);
};
$("crew-point").addEventListener("change", drawCrew);
$("crew-day").addEventListener("change", drawCrew);

const hoursOf = (person) => {
  let sum = 0;
  each(person, (post, from, to) => { sum += D.posts[post][2] ?? (to - from) * D.slot; });
  return number(sum / 60);
};
const showPerson = (person, jump) => {
  const [name, id, tags] = D.people[person];
  const lanes = D.blocks.flatMap((block) => {
    const bars = [];
    const free = D.free[person];
    for (let i = 0; i < free.length; i += 2) {
      if (free[i] < block[1] && block[0] < free[i + 1]) bars.push(bar("free", free[i], free[i + 1], block, ""));
    }
    each(person, (post, from, to) => {
      if (!(from < block[1] && block[0] < to)) return;
      const one = bar("served p" + post % 4, from, to, block, `${span(from, to)} ${postName(post)}`);
      one.title = period(from, to) + W.dot + postName(post);
      bars.push(one);
    });
    return bars.length ? [lane(make("div", "who", D.days[dateOf(block[0])]), bars)] : [];
  });
  const list = make("ul", "duties");
  each(person, (post, from, to) => list.append(make("li", "", period(from, to) + W.dot, bdi(postName(post)))));
  const title = make("h3", "", bdi(name));
  if (id) title.append(" ", make("small", "", bdi(id)));
  const known = tags.map((tag) => make("span", "tag", D.tags[tag]));
  const chart = make("div", "gantt scroll", ruler(D.blocks[0]), ...lanes);
  chart.tabIndex = 0;
  chart.setAttribute("role", "region");
  chart.setAttribute("aria-label", W.days);
  $("person").replaceChildren(title, make("p", "tags", ...known),
    make("p", "says", `${hoursOf(person)} ${W.hours}`), list, chart);
  chosen = person;
  showRows(true);
  if (jump) $("person").scrollIntoView({ block: "nearest" });
};

// The list: only the rows that are seen are in the document.
const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase()
  .replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660).replace(/\u0629/g, "\u0647").replace(/\u0649/g, "\u064A");
let printing = 0, chosen = -1, byPoint = false, entries = [], matches = [], drawn = "";
const entryOfPerson = (person) => {
  const places = new Set();
  each(person, (post) => places.add(postName(post)));
  const [name, id, tags] = D.people[person];
  return { person, key: fold([name, id, ...places, ...tags.map((tag) => D.tags[tag])].join(" ")) };
};
const gather = () => {
  entries = [];
  D.people.forEach((_, person) => {
    if (!byPoint) return entries.push(entryOfPerson(person));
    each(person, (post, from, to) => entries.push({
      person, post, from, to, key: fold(postName(post) + " " + D.people[person][0] + " " + D.people[person][1]) }));
  });
  if (byPoint) entries.sort((a, b) => D.posts[a.post][0] - D.posts[b.post][0] || a.post - b.post || a.from - b.from || a.person - b.person);
  search();
};
const tellFound = () => {
  const cut = printing && matches.length > printing ? W.dot + W.paper + " " + number(printing) : "";
  $("found").textContent = `${number(matches.length)} ${W.of} ${number(entries.length)}${cut}`;
};
const search = () => {
  const words = fold($("search").value).split(/\s+/).filter(Boolean);
  matches = entries.filter((entry) => words.every((word) => entry.key.includes(word)));
  tellFound();
  $("found").dataset.found = matches.length;
  $("list").scrollTop = 0;
  showRows(true);
};
const rowOf = (entry, at) => {
  const name = bdi(D.people[entry.person][0]);
  const button = make("button", "row");
  button.type = "button";
  if (byPoint) {
    button.append(make("strong", "", bdi(postName(entry.post))), make("span", "", period(entry.from, entry.to) + W.dot, name));
  } else {
    const line = make("span", "");
    let count = 0;
    each(entry.person, (post, from, to) => { line.append(count++ ? W.dot : "", period(from, to) + " ", bdi(postName(post))); });
    if (!count) line.append(W.noduty);
    button.append(make("strong", "", name, make("small", "", `${hoursOf(entry.person)} ${W.hours}`)), line);
  }
  button.setAttribute("aria-pressed", String(entry.person === chosen));
  button.addEventListener("click", () => showPerson(entry.person, false));
  const item = make("li", "", button);
  item.style.top = at * ROW + "px";
  item.setAttribute("aria-posinset", at + 1);
  item.setAttribute("aria-setsize", matches.length);
  return item;
};
const showRows = (anew) => {
  const list = $("list"), first = printing ? 0 : Math.max(0, Math.floor(list.scrollTop / ROW) - 6);
  const last = Math.min(matches.length, printing || Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 6);
  const now = first + "-" + last;
  if (!anew && now === drawn) return;
  drawn = now;
  const focused = document.activeElement && document.activeElement.closest("#rows li");
  const at = focused && focused.getAttribute("aria-posinset");
  $("rows").style.height = matches.length * ROW + "px";
  $("rows").replaceChildren(...matches.slice(first, last).map((entry, index) => rowOf(entry, first + index)));
  const again = at && $("rows").querySelector(`li[aria-posinset="${at}"] button`);
  if (again) again.focus({ preventScroll: true });
};
$("list").addEventListener("scroll", () => requestAnimationFrame(() => showRows(false)), { passive: true });
addEventListener("resize", () => showRows(false));
$("search").addEventListener("input", search);
for (const [id, value] of [["by-point", true], ["by-volunteer", false]]) {
  $(id).addEventListener("click", () => {
    byPoint = value;
    $("by-point").setAttribute("aria-pressed", String(value));
    $("by-volunteer").setAttribute("aria-pressed", String(!value));
    gather();
  });
}
addEventListener("beforeprint", () => { printing = PRINTED; tellFound(); showRows(true); });
addEventListener("afterprint", () => { printing = 0; tellFound(); showRows(true); });

// A point chosen in one place is chosen in all.
const choose = (row, kind) => {
  $("place").value = row;
  fillKinds(kind === undefined ? Number($("kind").value) : kind);
  if (row >= 0 && row < D.points) { $("crew-point").value = row; drawCrew(); }
};
const rows = [...new Set(D.series.map((one) => one[0]))];
$("place").append(...rows.map((row) => option(row, row < 0 ? W.all : D.rows[row])));
const staffed = new Set(D.duties.flatMap((flat) => flat.filter((_, at) => at % 3 === 0).map((post) => D.posts[post][0])));
$("crew-point").append(...[...staffed].sort((a, b) => a - b).map((point) => option(point, D.rows[point])));
$("crew-day").append(...D.blocks.map((block, at) => option(at, block[2])));
$("crew-day").value = D.block;
choose(D.row, D.kind);
if (staffed.size) $("crew-point").value = D.crew;
drawCrew();
gather();
document.documentElement.dataset.ready = "yes";
})();
