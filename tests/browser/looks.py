"""What can be read and what can be seen: contrast of every text and control, the ring round what has the focus."""

# Colours as [r, g, b, alpha], what lies under an element, and WCAG's contrast of two colours.
COLOURS = """
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
    const v = colour[i] / 255;
    return sum + share * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  }, 0);
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
"""

# What inside `parts` (a selector) has less contrast than `least` to 1: text, controls' own text and placeholders.
FAINT = """([parts, least]) => {""" + COLOURS + """
  const LEFT_OUT = "option, script, style, .vd-spoken, .cm-editor, :disabled"; // Lab's editor is Lab's
  const found = new Set();
  let count = 0;
  const check = (node, colour, said) => {
    count += 1;
    const under = ground(node);
    const seen = contrast(over(parse(colour), under), under);
    if (seen < least) found.add(`${seen.toFixed(2)} <${node.tagName} ${node.className}> ${said.trim().slice(0, 40)}`);
  };
  document.querySelectorAll(parts).forEach((part) => {
    const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode.parentElement;
      if (!walk.currentNode.textContent.trim() || node.closest(LEFT_OUT)) continue;
      if (!node.checkVisibility({ visibilityProperty: true })) continue;
      check(node, getComputedStyle(node).color, walk.currentNode.textContent);
    }
    part.querySelectorAll("input, textarea, select").forEach((node) => {
      const style = getComputedStyle(node);
      if (!node.checkVisibility() || node.matches(":disabled, [type=file]")) return;
      // the list that a drop-down opens, the dot of a radio button: the browser's own, in the colours of the scheme
      const scheme = style.colorScheme;
      if (!["light", "normal"].includes(scheme)) found.add(`scheme ${scheme} <${node.tagName} ${node.className}>`);
      if (node.matches("[type=radio], [type=checkbox], [type=range]")) return;
      check(node, style.color, node.value || "control");
      if (node.placeholder) check(node, getComputedStyle(node, "::placeholder").color, node.placeholder);
      node.querySelectorAll("option").forEach((option) => check(option, getComputedStyle(option).color, option.text));
    });
  });
  return { count, found: [...found] };
}"""

# Everything that takes the focus inside `parts` and whose ring is missing, faint on either side, or cut off.
UNSEEN = """([parts, least]) => {""" + COLOURS + """
  const stops = "a[href], button, input, select, textarea, summary, [tabindex='0'], [role=tab], .vd-outcome[tabindex]";
  const found = [];
  const kinds = new Set();
  const before = document.activeElement;
  document.querySelectorAll(parts).forEach((part) => {
    part.querySelectorAll(stops).forEach((node) => {
      if (!node.checkVisibility() || node.matches(":disabled, [type=file]")) return;
      document.activeElement.blur();
      node.focus({ preventScroll: true, focusVisible: true });
      if (document.activeElement !== node) return;
      const style = getComputedStyle(node);
      const kind = `<${node.tagName} ${node.type || ""} ${node.className}>`;
      kinds.add(node.type || node.tagName);
      const wide = parseFloat(style.outlineWidth);
      const gap = parseFloat(style.outlineOffset);
      if (style.outlineStyle === "none" || wide < 2) { found.push(`no ring ${kind}`); return; }
      const around = ground(node.parentElement);
      const inside = gap > 0 ? around : ground(node);
      const ring = over(parse(style.outlineColor), around);
      const seen = Math.min(contrast(ring, around), contrast(ring, inside));
      if (seen < least) found.push(`${seen.toFixed(2)} ${kind}`);
      const box = node.getBoundingClientRect();
      const far = wide + gap;
      for (let at = node.parentElement; at && at !== part.parentElement; at = at.parentElement) {
        const flow = getComputedStyle(at);
        if (flow.overflowX === "visible" && flow.overflowY === "visible") continue;
        const edge = at.getBoundingClientRect();
        const cut = far + Math.max(edge.left - box.left, box.right - edge.right, edge.top - box.top,
          box.bottom - edge.bottom);
        if (cut > 0.5) found.push(`cut by ${cut.toFixed(1)} px in <${at.tagName} ${at.className}> ${kind}`);
      }
    });
  });
  before?.focus?.({ preventScroll: true });
  return { kinds: [...kinds], found: [...new Set(found)] };
}"""
THEME = "() => document.body.dataset.jpThemeLight"


def theme(page, name):
    """Switch Lab's theme by its menu while the page stands open; name: Dark or Light."""
    page.click(".lm-MenuBar-itemLabel:text-is('Settings')")
    page.hover(".lm-Menu-itemLabel:text-is('Theme')")
    page.click(f".lm-Menu-itemLabel:text-is('JupyterLab {name}')")
    page.wait_for_function(f"(light) => ({THEME})() === light", arg=str(name == "Light").lower())
    page.wait_for_timeout(500)


def by_night(page, part):
    """(what is faint, what has no good ring) in `part` of a page by itself, for whoever asks for a dark look."""
    page.emulate_media(color_scheme="dark")
    read, seen = page.evaluate(FAINT, [part, 4.5]), page.evaluate(UNSEEN, [part, 3])
    page.emulate_media(color_scheme="light")
    assert read["count"] > 20
    assert seen["kinds"]
    return read["found"], seen["found"]
