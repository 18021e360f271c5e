// The stage: hero number, headline, picture, table. One message from Python carries a whole frame.
// Text is set as text, never as HTML, so a name in the data cannot become markup.

function element(tag, className, parent) {
  const node = document.createElement(tag);
  node.className = className;
  parent.appendChild(node);
  return node;
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
  const image = element("img", "vd-picture", root);
  const holder = element("div", "vd-numbers", root);
  const table = element("table", "", holder);
  const spoken = element("p", "vd-spoken", root);
  spoken.setAttribute("aria-live", "polite");
  root.setAttribute("role", "group");
  image.style.aspectRatio = `${model.get("width")} / ${model.get("height")}`;

  let url = null;
  let resting = null;

  function words() {
    hero.textContent = model.get("hero");
    hero.dataset.meaning = model.get("meaning");
    headline.textContent = model.get("headline");
    root.setAttribute("aria-label", model.get("name"));
    image.alt = `${model.get("hero")} ${model.get("headline")}`.trim();
    clearTimeout(resting); // a slider in motion should not make a screen reader stammer
    resting = setTimeout(() => { spoken.textContent = image.alt; }, 500);
  }

  function picture() {
    const bytes = model.get("png");
    if (!bytes || !bytes.byteLength) return;
    const old = url;
    url = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
    image.onload = () => {
      if (old) URL.revokeObjectURL(old);
      image.dataset.frame = Number(image.dataset.frame || 0) + 1;
    };
    image.src = url;
  }

  function numbers() {
    const rows = model.get("rows");
    holder.hidden = rows.length === 0;
    fillTable(table, rows);
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

  model.on("change:hero change:headline change:meaning change:name", words);
  model.on("change:png", picture);
  model.on("change:rows", numbers);
  words();
  picture();
  numbers();
  return () => {
    watcher.disconnect();
    clearTimeout(resting);
    clearTimeout(asking);
    if (url) URL.revokeObjectURL(url);
  };
}

export default { render };
