// From section to section of a notebook's page: buttons and keys, the section's clock, the short cut, and the place.

const room = window.valuedRoom;
const id = (name) => document.getElementById(name);
const told = JSON.parse(id("sections").textContent);
const minutesOf = Object.fromEntries(told.map((one) => [one.name, one]));

// Every part of the page belongs to the section whose heading stands before it; what comes first is the opening.
const opening = { name: "", node: document.querySelector("main h1") || document.querySelector("main"), parts: [], minutes: 0, room: true };
opening.node.tabIndex = -1;
const sections = [opening];
[...document.querySelector("main").children].forEach((part) => {
  const name = part.dataset?.section;
  if (name) {
    part.tabIndex = -1;
    sections.push({ name, node: part, parts: [], minutes: minutesOf[name]?.minutes || 0, room: !!minutesOf[name]?.room });
  }
  sections.at(-1).parts.push(part);
});

const canCut = sections.some((section) => section !== opening && section.room);
let cut = canCut && localStorage.getItem("valued:cut") === "on";
let at = 0;
const shown = () => sections.filter((section) => section.parts.length && (!cut || section.room));

// Going there -----------------------------------------------------------------------------------------------------
function name() {
  const list = shown();
  const total = list.filter((section) => section.name).length;
  const place = list.indexOf(sections[at]) + (list[0] === opening ? 0 : 1);
  id("where").textContent = sections[at].name ? `${sections[at].name} · ${place} of ${total}` : document.title.split(" · ")[0];
  id("back").disabled = list.indexOf(sections[at]) <= 0;
  id("next").disabled = sections[at] === list.at(-1);
}

function enter(index) {
  if (index === at) return;
  at = index;
  name();
  tick();
  remember();
}

let jumping = 0;
function go(step) {
  const list = shown();
  const to = list[list.indexOf(sections[at]) + step];
  if (!to) return;
  jumping = Date.now();
  if (to === opening) scrollTo(0, 0); else to.node.scrollIntoView();
  to.node.focus({ preventScroll: true });
  enter(sections.indexOf(to));
}

// Whoever scrolls is in the section that reaches into the upper part of the screen; at the very top, in the first.
function follow() {
  if (Date.now() - jumping < 300) return;
  const reached = shown().filter((section) => scrollY > 0 && section.node.getBoundingClientRect().top < innerHeight / 3);
  enter(sections.indexOf(reached.at(-1) || shown()[0]));
  remember();
}

// The place, so that a reload comes back to it -----------------------------------------------------------------------
let settled = false;
function remember() {
  if (settled) room.keep({ place: [sections[at].name, Math.round(sections[at].node.getBoundingClientRect().top)] });
}

const wanted = room.kept.place;
function comeBack() {
  const index = wanted ? sections.findIndex((section) => section.name === wanted[0]) : -1;
  if (touched || index < 0 || !Number.isFinite(wanted[1])) return;
  jumping = Date.now();
  scrollBy(0, sections[index].node.getBoundingClientRect().top - wanted[1]);
  enter(index);
}

// The page grows while what was kept comes back: until it rests, or somebody takes over, the place is held.
const SETTLE = 2_500; // milliseconds
let touched = false;
["pointerdown", "wheel", "keydown"].forEach((kind) => addEventListener(kind, () => { touched = settled = true; }, true));
const hold = new ResizeObserver(() => { if (settled) hold.disconnect(); else comeBack(); });

document.addEventListener("valued-ready", () => {
  hold.observe(document.querySelector("main"));
  setTimeout(() => { settled = true; }, wanted ? 2 * SETTLE : 300);
});
document.addEventListener("valued-back", ({ detail }) => {
  if (!detail.moves) return;
  setTimeout(() => { settled = true; }, SETTLE);
  const time = new Date(detail.earlier).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  id("back-says").textContent = `Back where it was at ${time}. `;
  id("back-again").hidden = false;
});
id("afresh").onclick = room.startAfresh;

// The clock: what is left of the section's minutes ------------------------------------------------------------------
const spent = room.kept.spent || {};
const clockShown = () => localStorage.getItem("valued:clock") !== "off";
function tick() {
  const { name: section, minutes } = sections[at];
  const left = minutes * 60 - (spent[section] || 0);
  const size = Math.abs(left);
  const text = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
  id("clock").textContent = minutes && clockShown() ? `${text} ${left < 0 ? "over" : "left"}` : "";
  id("clock").classList.toggle("vd-over", left < 0);
  id("clock-switch").setAttribute("aria-pressed", clockShown());
}

setInterval(() => {
  if (document.hidden) return;
  const section = sections[at].name;
  spent[section] = (spent[section] || 0) + 1;
  if (spent[section] % 5 === 0) room.keep({ spent });
  tick();
}, 1_000);

function switchClock() {
  localStorage.setItem("valued:clock", clockShown() ? "off" : "on");
  tick();
}

// The short cut: only the sections meant for a room -------------------------------------------------------------------
function showCut() {
  const inRoom = told.filter((one) => one.room).reduce((sum, one) => sum + one.minutes, 0);
  id("cut").hidden = !canCut;
  id("cut").textContent = `${inRoom}-minute cut`;
  id("cut").title = `Short cut: only the sections for a room, ${inRoom} minutes`;
  id("cut").setAttribute("aria-pressed", cut);
  sections.forEach((section) => section.parts.forEach((part) => { part.hidden = cut && !section.room; }));
  if (!shown().includes(sections[at])) enter(sections.indexOf(shown().filter((s) => sections.indexOf(s) < at).at(-1)));
  name();
}

function switchCut() {
  if (!canCut) return;
  cut = !cut;
  localStorage.setItem("valued:cut", cut ? "on" : "off");
  const hand = document.activeElement;
  showCut();
  sections[at].node.scrollIntoView();
  if (!hand.checkVisibility()) sections[at].node.focus({ preventScroll: true }); // what had the focus was cut
}

function switchKeys() {
  const line = id("keys");
  line.hidden = !line.hidden;
  id("keys-switch").setAttribute("aria-expanded", !line.hidden);
}

id("next").onclick = () => go(1);
id("back").onclick = () => go(-1);
id("clock-switch").onclick = switchClock;
id("cut").onclick = switchCut;
id("keys-switch").onclick = switchKeys;

const KEYS = {
  ArrowRight: () => go(1), PageDown: () => go(1), ArrowLeft: () => go(-1), PageUp: () => go(-1),
  c: switchClock, s: switchCut, k: switchKeys, Escape: () => { if (!id("keys").hidden) switchKeys(); },
};
document.addEventListener("keydown", (event) => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!KEYS[key] || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [role=slider], [contenteditable]")) return;
  event.preventDefault();
  KEYS[key]();
});

// A box of several lines is brought into sight by its first one only: the rest comes out from under the bar as well.
document.querySelector("main").addEventListener("focusin", ({ target }) => requestAnimationFrame(() => {
  const under = target.getBoundingClientRect().bottom - document.querySelector(".vd-steps").getBoundingClientRect().top;
  if (under > 0 && target.matches("textarea")) scrollBy(0, under + 8);
}));

history.scrollRestoration = "manual";
addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
showCut();
tick();
