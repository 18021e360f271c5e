// A handout's pages move without a kernel: every position of every slider is a frame that was drawn beforehand.
// Text is set as text, never as HTML, so a name in the data cannot become markup.
"use strict";

const DATA = JSON.parse(document.getElementById("vd-data").textContent);
const [PICTURE, TABLE, HERO, HEADLINE, MEANING, COMPLAINT] = [0, 1, 2, 3, 4, 5]; // the parts of a frame

const one = (node, selector) => node.querySelector(selector);
const all = (node, selector) => [...node.querySelectorAll(selector)];
const source = (place) => `data:image/png;base64,${DATA.pictures[place]}`;

// The pictures of one explorable. Neighbours are decoded while the hand rests, so that the next step is on the screen
// with the next frame.
function pictures() {
  const ready = new Map();
  return (place) => {
    let image = ready.get(place);
    if (!image) {
      image = new Image();
      image.src = source(place);
    }
    ready.delete(place); // the latest last: the oldest are let go
    ready.set(place, image);
    if (ready.size > 50) ready.delete(ready.keys().next().value);
    return image;
  };
}

// Draws pictures over one another, pixel on pixel: the browser scales the whole. Layers that it scales one by one let
// the lower shine through along every edge of the upper, as a ghost of the old curve.
function painter(canvas, picture) {
  let [asked, painted] = [0, 0];
  return (places) => {
    const turn = (asked += 1);
    const layers = places.map(picture);
    const draw = () => {
      if (turn < painted || !layers.every((image) => image.complete)) return; // what is newer is on show already
      painted = turn;
      const { naturalWidth: width, naturalHeight: height } = layers[0];
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      layers.forEach((image) => canvas.getContext("2d").drawImage(image, 0, 0));
      canvas.dataset.frame = places.join(" ");
    };
    layers.filter((image) => !image.complete).forEach((image) => image.addEventListener("load", draw, { once: true }));
    draw();
  };
}

function fillTable(table, rows) {
  table.replaceChildren(...rows.map((row, i) => {
    const line = document.createElement("tr");
    row.forEach((cell, j) => {
      const node = document.createElement(i === 0 || j === 0 ? "th" : "td");
      if (node.tagName === "TH") node.scope = i === 0 ? "col" : "row";
      node.textContent = cell;
      line.appendChild(node);
    });
    return line;
  }));
}

function explorable(root) {
  const panel = DATA.panels[Number(root.dataset.panel)];
  const canvas = one(root, ".vd-picture");
  const numbers = one(root, ".vd-numbers");
  const dials = all(root, "[data-dial]").map((node) => [node, panel.dials[Number(node.dataset.dial)]]);
  const picture = pictures();
  const paint = painter(canvas, picture);
  let shown = null;
  let resting = null;

  // Decode the pictures of some positions of a dial; those that do not exist, or show the start, are left out.
  function warm(dial, places) {
    places.map((k) => panel.frames[dial.frames[k]]?.[PICTURE] ?? null)
      .forEach((place) => place !== null && picture(place).decode().catch(() => {}));
  }

  function show(frame, shut = false) {
    shown = frame;
    one(root, ".vd-hero").textContent = frame[HERO];
    one(root, ".vd-hero").dataset.meaning = frame[MEANING];
    one(root, ".vd-headline").textContent = frame[HEADLINE];
    one(root, ".vd-play ~ .vd-error, .vd-stage ~ .vd-error").textContent = frame[COMPLAINT];
    const said = `${frame[HERO]} ${frame[HEADLINE]}`.trim();
    canvas.setAttribute("aria-label", shut ? `${said} ${panel.lettered}` : said);
    // a picture holds what differs from the start; the sealed one is whole
    paint(shut ? [frame[PICTURE]] : [panel.still, frame[PICTURE]].filter((place) => place !== null));
    if (!numbers.hidden) fillTable(one(numbers, "table"), DATA.tables[frame[TABLE]]);
    clearTimeout(resting); // a slider in motion should not make a screen reader stammer
    resting = setTimeout(() => { one(root, ".vd-spoken").textContent = said; }, 500);
  }

  // Put every control where it belongs: at its start, but for those named in `at` (key: position).
  function place(at = {}) {
    dials.forEach(([node, dial]) => {
      const k = at[dial.key] ?? dial.start;
      const slider = one(node, "input");
      all(node, "button").forEach((button, i) => {
        button.classList.toggle("mod-active", i === k);
        button.setAttribute("aria-pressed", String(i === k));
      });
      if (!slider) return;
      slider.value = k;
      slider.setAttribute("aria-valuetext", dial.says[k]);
      slider.style.setProperty("--at", `${(100 * k) / Math.max(dial.says.length - 1, 1)}%`);
      one(node, "output").textContent = dial.says[k].slice(0, dial.says[k].length - dial.cut);
    });
  }

  function move(dial, k) {
    place({ [dial.key]: k });
    show(panel.frames[dial.frames[k]]);
    warm(dial, [k + 2, k - 2, k + 1, k - 1]);
  }
  const reset = () => { place(); show(panel.frames[panel.start]); };

  dials.forEach(([node, dial]) => {
    const slider = one(node, "input");
    all(node, "button").forEach((button, i) => button.addEventListener("click", () => move(dial, i)));
    if (!slider) return;
    slider.max = dial.says.length - 1;
    slider.addEventListener("input", () => move(dial, Number(slider.value)));
    const wake = () => warm(dial, [0, dial.says.length - 1, dial.start - 1, dial.start + 1]);
    ["focus", "pointerenter"].forEach((event) => slider.addEventListener(event, wake));
  });
  all(root, "[data-preset]").forEach((button) => {
    const preset = panel.presets[Number(button.dataset.preset)];
    button.addEventListener("click", () => { place(preset.at); show(panel.frames[preset.frame]); });
  });
  one(root, "[data-reset]").addEventListener("click", reset);
  all(root, "[data-opens]").forEach((button) => {
    const holder = one(root, `.${button.dataset.opens}`);
    const [open, shut] = holder === numbers ? ["Show the numbers", "Hide the numbers"] : ["Assumptions", "Close the assumptions"];
    button.addEventListener("click", () => {
      holder.hidden = !holder.hidden;
      button.textContent = holder.hidden ? open : shut;
      button.setAttribute("aria-expanded", String(!holder.hidden));
      show(shown);
    });
  });

  function seal(shut) {
    one(root, ".vd-play").hidden = shut;
    place();
    show(shut ? panel.sealed : panel.frames[panel.start], shut);
    openEvidence();
  }
  if (panel.bet) bet(one(root, ".vd-bet"), panel.bet, seal);
  seal(Boolean(panel.bet));
}

// Numbers as people write them: 740,000 · 740K · 1.2m · 95 % · $300. A file has no Python, so it reads less than
// widgets/panel/typed_numbers.py does: what that would ask about is refused here, and nothing is read otherwise.
function write(form, value) {
  const number = (value * form.factor).toLocaleString("en", { minimumFractionDigits: form.decimals, maximumFractionDigits: form.decimals });
  return form.before + number.replace("-", "−");
}
function say(form, value) {
  const written = write(form, value);
  return `${written} ${/^−?1$/.test(written) ? form.unit.replace(/s$/, "") : form.unit}`.trim();
}

// How far two numbers lie apart, to three digits; rates differ by points.
function apart(form, distance) {
  const number = distance * form.factor;
  const finest = form.decimals ? 2 : 0;
  const digits = (of) => Math.min(2 - Math.floor(Math.log10(Math.abs(of) || 1) + 1e-12), finest);
  const size = 10 ** digits(number);
  const rounded = Math.round(number * size) / size;
  const unit = form.unit === "%" ? "points" : form.unit;
  return say({ ...form, unit, decimals: Math.max(digits(rounded), 0) }, rounded / form.factor);
}
const UNITS = { "": 1, k: 1e3, m: 1e6, bn: 1e9, b: 1e9 };

function read(form, text, what) {
  const rate = form.factor === 100;
  let cleaned = text.replace("−", "-").trim();
  if (rate) cleaned = cleaned.replace(/%$/, "").trim();
  const [sign] = /^[-+]?/.exec(cleaned);
  const amount = cleaned.slice(sign.length).trim();
  const before = form.before.trim();
  if (before && amount.startsWith(before)) cleaned = sign + amount.slice(before.length).trim();
  if (form.unit && cleaned.endsWith(form.unit)) cleaned = cleaned.slice(0, -form.unit.length).trim();
  const found = /^([-+]?)\s*((?:\d{1,3}(?:[,\s]\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s*(k|m|bn|b|)$/i.exec(cleaned);
  if (!found) throw new Error(`${what}: “${text.slice(0, 20)}” is not a number; type for example ${form.example}.`);
  const typed = Number(found[2].replace(/[,\s]/g, ""));
  const thousands = /^\d{1,3}[.,]\d{3}$/.test(found[2]) && !(form.decimals === 0 && !found[3] && found[2].includes(","));
  const share = form.unit.startsWith("%") && !text.includes("%") && typed > 0 && typed <= 1;
  if (thousands || share) throw new Error(`${what}: “${text}” can be read in two ways; type ${share ? "it with its %" : "thousands in full, without decimals"}.`);
  const value = (typed * UNITS[found[3].toLowerCase()]) / form.factor;
  return found[1] === "-" ? -value : value;
}

function bet(form, about, seal) {
  const asking = one(form, ".vd-asking");
  const after = one(form, ".vd-after");
  const low = one(form, ".vd-low");
  const high = one(form, ".vd-high");

  // The range that was typed, or the letter that was chosen; an Error says what is missing.
  function guess() {
    const letter = one(form, "input[type=radio]:checked");
    if (!low.value.trim() && !high.value.trim() && letter) return { letter: Number(letter.value) };
    if (!low.value.trim() || !high.value.trim()) throw new Error("Type both ends of your range first, or choose A, B or C.");
    const [from, to] = [read(about.form, low.value, "Low end"), read(about.form, high.value, "High end")];
    const small = [low, high].every((end) => /^[-−]?\d{1,3}$/.test(end.value.trim()));
    if (small && about.form.factor === 1 && about.size >= 10_000 && to > 0) {
      throw new Error(`“${low.value} to ${high.value}” can be read in two ways; type ${low.value}K to ${high.value}K, or ${low.value}.0 to ${high.value}.0.`);
    }
    if (from > to) throw new Error(`The low end, ${say(about.form, from)}, lies above the high end; swap them.`);
    if (from < about.low || to > about.high) {
      throw new Error(`The answer lies between ${write(about.form, about.low)} and ${say(about.form, about.high)}; bet inside that.`);
    }
    return { from, to };
  }

  function outcome({ letter, from, to }) {
    const option = about.options[letter];
    const gap = option ? 0 : Math.max(from - about.answer, about.answer - to, 0);
    const hit = option ? option.right : gap === 0;
    const said = option ? `You chose ${"ABC"[letter]}. ` : `You said ${write(about.form, from)} to ${say(about.form, to)}. `;
    const missed = option ? `Not so. ${option.belief}` : `Outside your range, by ${apart(about.form, gap)}.`;
    const verdict = document.createElement("b");
    verdict.textContent = hit ? (option ? "Right." : "Your range holds.") : missed;
    const line = one(form, ".vd-outcome");
    line.dataset.result = hit ? "hit" : "miss";
    line.replaceChildren(said, verdict, ` ${about.reveal}`);
    strip(one(form, ".vd-strip"), option ? null : { from, to }, about);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      const made = guess();
      one(form, ".vd-bet-error").textContent = "";
      outcome(made);
    } catch (error) {
      one(form, ".vd-bet-error").textContent = error.message;
      return;
    }
    asking.hidden = true;
    after.hidden = false;
    seal(false);
    const line = one(form, ".vd-outcome");
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
  });
  one(form, "[data-again]").addEventListener("click", () => {
    form.reset();
    asking.hidden = false;
    after.hidden = true;
    one(form, "details").open = false;
    seal(true);
    low.focus({ preventScroll: true });
  });
}

// The bet and the answer on one line, as long as both need.
function strip(node, range, about) {
  node.hidden = !range;
  if (!range) return;
  const span = Math.max(range.to, about.answer) - Math.min(range.from, about.answer) || Math.abs(about.answer) || 1;
  const from = Math.min(range.from, about.answer) - 0.1 * span; // a tenth of room on both sides
  const at = (value) => (100 * (value - from)) / (1.2 * span);
  const put = (name, value, text) => {
    const part = one(node, name);
    part.style.left = `${at(value)}%`;
    part.dataset.side = at(value) < 25 ? "left" : at(value) > 75 ? "right" : "middle"; // no label over the edge
    part.textContent = text;
  };
  put(".vd-strip-low", range.from, write(about.form, range.from));
  put(".vd-strip-high", range.to, write(about.form, range.to));
  put(".vd-strip-says", about.answer, `answer: ${about.says}`);
  put(".vd-strip-answer", about.answer, "");
  put(".vd-strip-bet", range.from, "");
  one(node, ".vd-strip-bet").style.width = `${at(range.to) - at(range.from)}%`;
}

// What would give a bet's answer away is shut until the bet is committed; a bet that is not on this page is not waited for.
function openEvidence() {
  const bets = all(document, "[data-bet]");
  const made = new Set(bets.filter((bet) => !one(bet, ".vd-after").hidden).map((bet) => bet.dataset.bet));
  const open = bets.map((bet) => bet.dataset.bet).filter((key) => !made.has(key));
  all(document, "[data-after]").forEach((part) => {
    const shut = part.dataset.after.split(" ").some((key) => open.includes(key));
    one(part, ".vd-quiet").hidden = !shut;
    one(part, "div").hidden = shut;
  });
}

function check(form) {
  form.addEventListener("change", () => one(form, ".vd-outcome").replaceChildren()); // it was said of another option
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = one(form, "input:checked");
    const line = one(form, ".vd-outcome");
    line.dataset.result = chosen && "right" in chosen.dataset ? "hit" : "miss";
    const verdict = document.createElement("b");
    verdict.textContent = !chosen ? "Choose an option first." : "right" in chosen.dataset ? "Right." : "Not so.";
    line.replaceChildren(verdict, chosen ? ` ${chosen.dataset.says}` : "");
  });
}

function tabs(root) {
  const buttons = all(root.firstElementChild, "button");
  const bodies = all(root, ":scope > .vd-tab");
  buttons.forEach((button, k) => button.addEventListener("click", () => buttons.forEach((other, i) => {
    other.classList.toggle("mod-active", i === k);
    other.setAttribute("aria-pressed", String(i === k));
    bodies[i].hidden = i !== k;
  })));
}

all(document, "[data-panel]").forEach(explorable);
all(document, ".vd-check").forEach(check);
all(document, ".vd-tabs").forEach(tabs);
all(document, "[data-print]").forEach((button) => button.addEventListener("click", () => {
  const card = button.closest(".vd-monday");
  card.classList.add("vd-alone"); // this card, and nothing else of the page
  document.body.classList.add("vd-printing");
  window.print();
  card.classList.remove("vd-alone");
  document.body.classList.remove("vd-printing");
}));
document.documentElement.dataset.ready = "yes";
