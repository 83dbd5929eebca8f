// Elements are made with text nodes only: what a prompt holds can never become markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export const byId = (id) => document.getElementById(id);

export const element = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

export const shape = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** A name that may be broken after its underscores, dots, dashes and slashes. */
export const breakable = (name) => name.split(/(?<=[_./-])/).flatMap((part, i) => (i === 0 ? [part] : [element("wbr"), part]));

/** Writes only what differs, so that a selection, the focus and a screen reader are left alone. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function show(node, shown) {
  if (node.hidden === shown) node.hidden = !shown;
}

const drawn = new WeakMap();

/** Calls `draw` and puts its nodes into `node`, if `content` is not what was drawn there last. */
export function redraw(node, content, draw) {
  const signature = JSON.stringify(content);
  if (drawn.get(node) === signature) return;
  drawn.set(node, signature);
  node.replaceChildren(...draw());
}

/** Puts one child for each item into `node`; a child whose item is as it was is kept. */
export function list(node, items, keyOf, draw) {
  const kept = new Map([...node.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const child = kept.get(key) ?? element(node.tagName === "TBODY" ? "tr" : "li", { "data-key": key });
    redraw(child, item, () => draw(item, child));
    return child;
  });
  if (wanted.length !== node.children.length || wanted.some((child, i) => child !== node.children[i])) {
    node.replaceChildren(...wanted);
  }
}
