// Loads the kit's typeface from the kernel once a page, and gives every slider and box its name, value and unit.

function loadFonts(model) {
  if (window.__valuedFonts) return;
  window.__valuedFonts = true;
  model.on("msg:custom", (content, buffers) => {
    if (content !== "fonts") return;
    buffers.forEach((data, i) => {
      const face = new FontFace("Valued", data, { weight: i ? "600" : "400" });
      face.load().then((loaded) => document.fonts.add(loaded));
    });
  });
  model.send("fonts");
}

// Lab's plain keys (b inserts a cell, an arrow goes to the next one) are ours on our controls. With Ctrl, Meta or Alt, and
// Shift+Enter and Escape, they are Lab's. It asks for this attribute at each key.
const OURS = ".vd-panel, .vd-scenes";
function keepKeys() {
  if (window.__valuedKeys) return;
  window.__valuedKeys = true;
  addEventListener("keydown", (event) => {
    if (!event.target.closest?.(OURS)) return;
    const labs = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape" || (event.shiftKey && event.key === "Enter");
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !labs);
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    const notebook = event.target.closest(".jp-Notebook");
    if (!saves || !notebook || !event.target.matches("input, textarea")) return;
    event.preventDefault(); // a text box keeps its keys to itself: hand this one to Lab, with what was typed so far
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
    const { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey } = event;
    notebook.dispatchEvent(new KeyboardEvent("keydown", { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true }));
  }, true);
}

// In the room the page keeps what was done on it, and this widget carries it: see widgets/panel/again.py.
function again(model) {
  const room = window.valuedRoom;
  if (!room || room.asked) return;
  room.asked = true;
  model.on("msg:custom", (content) => room.told(content));
  room.drawn.then(() => model.send({ again: room.ask() })); // moves change what is there, as they did the first time
}

const set = (node, key, value) => node.getAttribute(key) === value || node.setAttribute(key, value);

// A slider speaks what its box says. The handle stands on the nearest step; while it moves, the box is a little behind.
function spoken(raw, box, { factor, decimals, before, unit, step }) {
  const digits = box.value.replace(before, "").replaceAll(",", "").replace("−", "-");
  const shown = digits.trim() ? Number(digits) / Number(factor) : NaN;
  const text = Math.abs(shown - raw) <= Number(step) * 0.501 ? box.value
    : before + (raw * Number(factor)).toLocaleString("en", {
      minimumFractionDigits: Number(decimals), maximumFractionDigits: Number(decimals),
    });
  return `${text} ${/^−?1$/.test(text) ? unit.replace(/^([a-z]+)s$/i, "$1") : unit}`.trim(); // 1 quarter
}

// Nothing tells when the kernel writes into a box, but that its value is set.
const { get, set: write } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
function hear(box, dial) {
  if (Object.hasOwn(box, "value")) return;
  Object.defineProperty(box, "value", { configurable: true, get, set(text) {
    write.call(this, text);
    nameDial(dial);
  } });
}

const stands = new WeakMap(); // handle -> the number where it stands
function nameDial(dial) {
  const label = dial.querySelector("[data-factor]");
  const handle = dial.querySelector(".noUi-handle");
  const box = dial.querySelector(".vd-box input");
  if (!label || !handle || !box) return;
  markBoxes(dial);
  set(handle, "aria-label", label.textContent);
  set(box, "aria-label", `${label.textContent}, as a number`);
  hear(box, dial);
  const raw = handle.getAttribute("aria-valuetext");
  if (raw?.trim() && !Number.isNaN(Number(raw))) stands.set(handle, Number(raw));
  if (stands.has(handle)) set(handle, "aria-valuetext", spoken(stands.get(handle), box, label.dataset));
}

// A box whose text was refused: see marked in widgets/panel/controls.py.
function markBoxes(root) {
  root.querySelectorAll("[aria-invalid]").forEach((node) => node.closest(".vd-refused") || node.removeAttribute("aria-invalid"));
  root.querySelectorAll(".vd-refused :is(input, textarea, select):not([aria-invalid])").forEach((node) => node.setAttribute("aria-invalid", "true"));
}

// What is said beside a box of an exercise belongs to the box: see widgets/learning/exercise.py.
function describeBoxes(panel) {
  panel.querySelectorAll(".vd-range > .vd-note").forEach((note) => {
    const box = note.parentElement.querySelector("input, textarea, select");
    note.id ||= `vd-note-${Math.random().toString(36).slice(2)}`; // every panel has a copy of this file
    if (box && box.getAttribute("aria-describedby") !== note.id) box.setAttribute("aria-describedby", note.id);
  });
}

function nameBoxes(panel) {
  markBoxes(panel);
  nameRadios(panel);
  describeBoxes(panel);
  panel.querySelectorAll(".vd-dial").forEach(nameDial);
  panel.querySelectorAll("input:not([aria-label]), textarea:not([aria-label]), select:not([aria-label])").forEach((node) => {
    const name = node.title || node.placeholder || node.closest("[title]")?.title;
    if (name) node.setAttribute("aria-label", name);
  });
  panel.querySelectorAll(".widget-upload").forEach((button) => {
    const text = button.lastChild; // ipywidgets counts the files in the button's name
    if (/ \(\d+\)$/.test(text?.textContent)) text.textContent = text.textContent.replace(/ \(\d+\)$/, "");
  });
  panel.querySelectorAll(".widget-radio-box, .widget-toggle-buttons").forEach((group) => nameGroup(group, panel));
  panel.querySelectorAll(".vd-says .widget-html-content").forEach((node) => set(node, "role", "status"));
  panel.querySelectorAll(".vd-opens").forEach((node) => set(node, "aria-expanded", String(node.classList.contains("vd-open"))));
  panel.querySelectorAll(".widget-toggle-button").forEach((node) => {
    set(node, "aria-pressed", String(node.classList.contains("mod-active")));
  });
}

// Options are named by the label or the question that they belong to.
function nameGroup(group, panel) {
  if (group.closest(".vd-scenes")) return;
  const named = group.closest(".vd-choice")?.querySelector(".vd-label")
    || (group.closest(".vd-bet, .vd-part") || panel).querySelector(".vd-question");
  set(group, "role", group.matches(".widget-radio-box") ? "radiogroup" : "group");
  if (named) set(group, "aria-label", named.textContent);
}

const own = () => `vd-${crypto.getRandomValues(new Uint32Array(1))[0]}`;

// Without one name they are no group: Tab stops at each, and arrows do nothing.
function nameRadios(panel) {
  panel.querySelectorAll(".widget-radio-box").forEach((box) => {
    const radios = [...box.querySelectorAll("input[type=radio]")];
    const name = radios[0]?.name || own();
    radios.forEach((radio) => { radio.name ||= name; });
  });
}

// The scenes of a story are tabs: one stop for Tab, arrows between them, Enter opens one.
function nameTabs(scenes, panel) {
  const tabs = [...scenes.querySelectorAll(".widget-toggle-button")];
  if (tabs.length < 2) return;
  panel.id ||= own();
  set(tabs[0].parentElement, "role", "tablist");
  set(tabs[0].parentElement, "aria-label", "Choose what to see");
  tabs.forEach((tab) => {
    const on = tab.classList.contains("mod-active");
    set(tab, "role", "tab");
    set(tab, "aria-selected", String(on));
    set(tab, "aria-controls", panel.id);
    tab.tabIndex = on ? 0 : -1;
    if (!on) return;
    set(panel, "role", "tabpanel");
    set(panel, "aria-label", tab.textContent);
  });
  scenes.onkeydown = (event) => {
    const at = tabs.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault(); // in the room these keys turn the page
    tabs.at(to % tabs.length).focus();
  };
}

// The focus never falls to the page: where a control goes or is shut while one stands on it, what took its place gets
// it, such as the outcome of a bet; else the next control.
function keepFocus(panel) {
  let frames = []; // boxes round the control that has the focus, from the inside
  const usable = (node) => node.isConnected && node.checkVisibility() && !node.disabled;
  function heir(node, wide) {
    for (const frame of frames.filter((box) => box.isConnected).slice(0, wide ? undefined : 1)) {
      const outcome = frame.matches(".vd-bet") && frame.querySelector(".vd-outcome");
      if (outcome) outcome.tabIndex = -1;
      const others = [...frame.querySelectorAll("button, input, select, textarea, .noUi-handle")].filter(usable);
      const next = others.find((one) => node.compareDocumentPosition(one) === Node.DOCUMENT_POSITION_FOLLOWING);
      if (outcome || others.length) return outcome || next || others[0];
    }
    return null;
  }
  panel.addEventListener("focusin", ({ target }) => {
    frames = [];
    for (let box = target.parentElement; box && panel.contains(box); box = box.parentElement) frames.push(box);
  });
  panel.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (relatedTarget) return;
    let tries = 0;
    setTimeout(function pass() {
      if (document.activeElement !== document.body || usable(target) || tries++ > 40) return;
      const next = heir(target, tries > 20); // what comes in its place is drawn a little later
      if (next) next.focus(); else setTimeout(pass, 50);
    });
  });
}

// Once a page, not once a panel: what a panel listens to ends with it, as when another scene takes its place.
function initialize({ model }) {
  loadFonts(model);
  keepKeys();
  again(model);
}

function render({ el }) {
  el.style.display = "none";
  let watcher = null;
  let waiting = null;
  function start() {
    const panel = el.closest(".vd-panel");
    if (!panel?.isConnected) { // Lab holds back what is out of sight; a scene is made before it is shown
      waiting = setTimeout(start, 50);
      return;
    }
    const scenes = panel.parentElement.querySelector(":scope > .vd-scenes");
    const nameAll = () => {
      nameBoxes(panel);
      if (scenes) nameTabs(scenes, panel);
    };
    nameAll();
    if (!panel.dataset.kept) keepFocus(panel);
    panel.dataset.kept = "focus";
    watcher = new MutationObserver((changes) => {
      const dials = new Set();
      let whole = false;
      changes.forEach((change) => {
        if (change.target.closest?.(".vd-stage")) return;
        const dial = change.target.closest?.(".vd-dial");
        if (change.type === "attributes" && dial) dials.add(dial); else whole = true;
      });
      if (whole) nameAll(); else dials.forEach(nameDial);
    });
    const what = { subtree: true, childList: true, attributeFilter: ["aria-valuetext", "class"] };
    [panel, scenes].forEach((part) => part && watcher.observe(part, what));
  }
  start();
  return () => {
    clearTimeout(waiting);
    watcher?.disconnect();
  };
}

export default { initialize, render };
