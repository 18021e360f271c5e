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

// In the room the page keeps what was done on it, and this widget carries it: see widgets/again.py.
function again(model) {
  const room = window.valuedRoom;
  if (!room || room.asked) return;
  room.asked = true;
  model.on("msg:custom", (content) => room.told(content));
  room.drawn.then(() => model.send({ again: room.ask() })); // moves change what is there, as they did the first time
}

function spoken(raw, { factor, decimals, before, unit }) {
  const number = (Number(raw) * Number(factor)).toLocaleString("en", {
    minimumFractionDigits: Number(decimals), maximumFractionDigits: Number(decimals),
  });
  return `${before}${number} ${number === "1" ? unit.replace(/^([a-z]+)s$/i, "$1") : unit}`.trim(); // 1 quarter
}

function nameDial(dial) {
  const label = dial.querySelector("[data-factor]");
  const handle = dial.querySelector(".noUi-handle");
  const box = dial.querySelector(".vd-box input");
  if (!label || !handle || !box) return;
  markBoxes(dial);
  const set = (node, key, value) => node.getAttribute(key) === value || node.setAttribute(key, value);
  set(handle, "aria-label", label.textContent);
  set(box, "aria-label", `${label.textContent}, as a number`);
  const raw = handle.getAttribute("aria-valuetext");
  if (raw !== null && raw.trim() !== "" && !Number.isNaN(Number(raw))) {
    set(handle, "aria-valuetext", spoken(raw, label.dataset));
  }
}

// A box whose text was refused: see marked in widgets/controls.py.
function markBoxes(root) {
  root.querySelectorAll("[aria-invalid]").forEach((node) => node.closest(".vd-refused") || node.removeAttribute("aria-invalid"));
  root.querySelectorAll(".vd-refused :is(input, textarea):not([aria-invalid])").forEach((node) => node.setAttribute("aria-invalid", "true"));
}

function nameBoxes(panel) {
  markBoxes(panel);
  panel.querySelectorAll(".vd-dial").forEach(nameDial);
  panel.querySelectorAll("input:not([aria-label]), textarea:not([aria-label]), select:not([aria-label])").forEach((node) => {
    const name = node.title || node.placeholder || node.closest("[title]")?.title;
    if (name) node.setAttribute("aria-label", name);
  });
  panel.querySelectorAll(".widget-upload").forEach((button) => {
    const text = button.lastChild; // ipywidgets counts the files in the button's name
    if (/ \(\d+\)$/.test(text?.textContent)) text.textContent = text.textContent.replace(/ \(\d+\)$/, "");
  });
  panel.querySelectorAll(".widget-toggle-buttons .widget-toggle-button, .widget-toggle-buttons button").forEach((node) => {
    const on = String(node.classList.contains("mod-active"));
    if (node.getAttribute("aria-pressed") !== on) node.setAttribute("aria-pressed", on);
  });
}

function render({ model, el }) {
  loadFonts(model);
  again(model);
  el.style.display = "none";
  let watcher = null;
  let tries = 0;
  function start() {
    const panel = el.closest(".vd-panel");
    if (!panel) {
      if (tries++ < 200) requestAnimationFrame(start);
      return;
    }
    nameBoxes(panel);
    watcher = new MutationObserver((changes) => {
      const dials = new Set();
      let whole = false;
      changes.forEach((change) => {
        if (change.target.closest?.(".vd-stage")) return;
        const dial = change.target.closest?.(".vd-dial");
        if (change.type === "attributes" && dial) dials.add(dial); else whole = true;
      });
      if (whole) nameBoxes(panel); else dials.forEach(nameDial);
    });
    watcher.observe(panel, { subtree: true, childList: true, attributeFilter: ["aria-valuetext", "class"] });
  }
  start();
  return () => watcher?.disconnect();
}

export default { render };
