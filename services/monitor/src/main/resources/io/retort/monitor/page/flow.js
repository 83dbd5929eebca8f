// The stream as a picture: services as boxes, topics as logs, what moves between them on the edges. From left to right where
// there is room, from top to bottom on a phone.
import { byId, shape, write } from "./dom.js";

const NODES = [
  { id: "producer", kind: "service", name: "producer" },
  { id: "prompts", kind: "topic", name: "prompts" },
  { id: "teacher", kind: "service", name: "teacher" },
  { id: "soft-labels", kind: "topic", name: "soft-labels" },
  { id: "trainer", kind: "service", name: "trainer" },
  { id: "checkpoints", kind: "topic", name: "checkpoints" },
  { id: "gate", kind: "service", name: "gate" },
  { id: "server", kind: "service", name: "server" },
];

/** Room after each node, for the edge and its figure. */
const GAPS = [74, 28, 74, 74, 74, 28, 74];

const WIDE = { service: 106, topic: 122, height: 54, least: 860 };
const TALL = { width: 132, height: 40, gap: 34 };

function box({ kind, name }, width, height) {
  if (kind === "service") return [shape("rect", { class: "service", width, height, rx: 7 })];
  const records = [];
  for (let x = width - 6; x >= width - 24; x -= 6) records.push(shape("path", { class: "record", d: `M${x} 6V${height - 6}` }));
  return [shape("rect", { class: "topic", width, height, rx: 2 }), ...records];
}

const text = (x, y, cls, anchor = "middle") => shape("text", { x, y, class: cls, "text-anchor": anchor });

function node(spec, x, y, width, height, beside) {
  const group = shape("g", { "data-node": spec.id, transform: `translate(${x} ${y})` }, ...box(spec, width, height));
  const middle = spec.kind === "topic" ? (width - 26) / 2 : width / 2;
  const name = text(middle, beside ? height / 2 + 4.5 : 23, "name");
  name.textContent = spec.name;
  const under = beside ? text(width + 14, height / 2 + 4.5, "under", "start") : text(middle, 41, "under");
  group.append(name, under);
  return group;
}

function edge(from, to, x1, y1, x2, y2) {
  const down = x1 === x2;
  const path = `M${x1} ${y1}L${x2 - (down ? 0 : 5)} ${y2 - (down ? 5 : 0)}`;
  const point = down ? `M${x2 - 4.5} ${y2 - 8}L${x2} ${y2}L${x2 + 4.5} ${y2 - 8}Z` : `M${x2 - 8} ${y2 - 4.5}L${x2} ${y2}L${x2 - 8} ${y2 + 4.5}Z`;
  const rate = down ? text(x1 + 14, (y1 + y2) / 2 + 4.5, "rate", "start") : text((x1 + x2) / 2, y1 - 9, "rate");
  const unit = down ? text(x1 + 66, (y1 + y2) / 2 + 4.5, "unit", "start") : text((x1 + x2) / 2, y1 + 20, "unit");
  return shape(
    "g",
    { "data-edge": `${from}-${to}` },
    shape("path", { class: "edge", d: path }),
    shape("path", { class: "moving", d: path }),
    shape("path", { class: "point", d: point }),
    rate,
    unit,
  );
}

function wide() {
  const edges = [];
  const nodes = [];
  let x = 1;
  for (const [i, spec] of NODES.entries()) {
    const width = WIDE[spec.kind];
    nodes.push(node(spec, x, 1, width, WIDE.height, false));
    x += width;
    if (i < GAPS.length) {
      const y = 1 + WIDE.height / 2;
      edges.push(edge(spec.id, NODES[i + 1].id, x, y, x + GAPS[i], y));
      x += GAPS[i];
    }
  }
  return { width: x + 1, height: WIDE.height + 2, parts: [...edges, ...nodes] };
}

function tall(width) {
  const edges = [];
  const nodes = [];
  let y = 1;
  for (const [i, spec] of NODES.entries()) {
    nodes.push(node(spec, 1, y, TALL.width, TALL.height, true));
    y += TALL.height;
    if (i < GAPS.length) {
      const middle = 1 + TALL.width / 2;
      edges.push(edge(spec.id, NODES[i + 1].id, middle, y, middle, y + TALL.gap));
      y += TALL.gap;
    }
  }
  return { width, height: y + 1, parts: [...edges, ...nodes] };
}

export class Flow {
  #host = byId("flow-picture");
  #svg = null;
  #layout = "";
  #shown = null;

  constructor() {
    new ResizeObserver(() => this.#lay()).observe(this.#host);
    this.#lay();
  }

  /** @param picture {nodes: {id: {text, attention}}, edges: {id: {rate, unit, moves}}, note, summary} */
  update(picture) {
    this.#shown = picture;
    this.#svg.setAttribute("aria-label", picture.summary);
    write(byId("flow-note"), picture.note);
    for (const [id, { text: words, attention }] of Object.entries(picture.nodes)) {
      const under = this.#svg.querySelector(`[data-node="${id}"] .under`);
      write(under, words);
      under.classList.toggle("attention", Boolean(attention));
    }
    for (const [id, { rate, unit, moves }] of Object.entries(picture.edges)) {
      const drawn = this.#svg.querySelector(`[data-edge="${id}"]`);
      write(drawn.querySelector(".rate"), rate);
      write(drawn.querySelector(".unit"), unit);
      drawn.setAttribute("data-moves", String(moves));
    }
  }

  #lay() {
    const width = this.#host.clientWidth;
    const layout = width >= WIDE.least ? "wide" : `tall ${width}`;
    if (layout === this.#layout) return;
    this.#layout = layout;
    const { width: across, height, parts } = layout === "wide" ? wide() : tall(width);
    this.#svg = shape("svg", { viewBox: `0 0 ${across} ${height}`, role: "img" }, ...parts);
    this.#host.replaceChildren(this.#svg);
    if (this.#shown) this.update(this.#shown);
  }
}
