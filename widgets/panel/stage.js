// The stage: hero number, headline, picture, table. One message from Python carries a whole frame.
// Text is set as text, never as HTML, so a name in the data cannot become markup.

function element(tag, className, parent) {
  const node = document.createElement(tag);
  node.className = className;
  parent.appendChild(node);
  return node;
}

// A data address is shown some 7 ms sooner than a blob's, which the browser fetches from another process.
function address(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:image/png;base64,${btoa(text)}`;
}

function fillTable(table, rows) {
  table.replaceChildren();
  rows.forEach((row, i) => {
    const line = table.appendChild(document.createElement("tr"));
    row.forEach((cell, j) => {
      const node = document.createElement(i === 0 || j === 0 ? "th" : "td");
      node.scope = i === 0 ? "col" : j === 0 ? "row" : "";
      node.textContent = cell;
      line.appendChild(node);
    });
  });
}

function render({ model, el }) {
  const root = element("section", "vd-stage", el);
  const hero = element("p", "vd-hero", root);
  const headline = element("p", "vd-headline", root);
  const frame = element("div", "vd-frame", root); // on a page zoomed in it scrolls, rather than that the picture shrinks
  const image = element("img", "vd-picture", frame);
  image.decoding = "sync"; // never a frame without its picture
  const holder = element("div", "vd-numbers", root);
  const table = element("table", "", holder);
  const spoken = element("p", "vd-spoken", root);
  spoken.setAttribute("aria-live", "polite");
  root.setAttribute("role", "group");
  image.style.aspectRatio = `${model.get("width")} / ${model.get("height")}`;

  let resting = null;

  function words() {
    hero.textContent = model.get("hero");
    hero.dataset.meaning = model.get("meaning");
    headline.textContent = model.get("headline");
    root.setAttribute("aria-label", model.get("name"));
    const said = `${model.get("hero")} ${model.get("headline")}`.trim();
    image.alt = `${said} ${model.get("lettered")}`.trim();
    clearTimeout(resting); // a slider in motion should not make a screen reader stammer
    resting = setTimeout(() => { spoken.textContent = said; }, 500);
  }

  let filled = null;
  function numbers() {
    const rows = model.get("rows");
    if (rows === filled) return;
    filled = rows;
    holder.hidden = rows.length === 0;
    fillTable(table, rows);
  }

  // One message carries a frame. Its picture first: the browser decodes it while the words are set.
  let drawn = null;
  function show() {
    const bytes = model.get("png");
    if (bytes !== drawn && bytes?.byteLength) {
      drawn = bytes;
      image.src = address(bytes);
    }
    words();
    numbers();
  }

  // Ask for a picture with exactly as many pixels as the screen will show, so that text is sharp at any size.
  let asking = null;
  const watcher = new ResizeObserver(() => {
    clearTimeout(asking);
    asking = setTimeout(() => {
      const shown = image.clientWidth * window.devicePixelRatio / model.get("width");
      if (!image.clientWidth) return;
      const scale = Math.min(2.5, Math.max(0.5, Math.round(shown * 1000) / 1000));
      if (scale !== model.get("scale")) {
        model.set("scale", scale);
        model.save_changes();
      }
    }, 150);
  });
  watcher.observe(image);

  image.onload = () => { image.dataset.frame = Number(image.dataset.frame || 0) + 1; };
  model.on("change", show);
  show();
  return () => {
    watcher.disconnect();
    clearTimeout(resting);
    clearTimeout(asking);
  };
}

export default { render };
