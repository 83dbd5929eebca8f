// What happened to checkpoints, as marks on the plots and in the tables. Shape and colour both tell them apart.
import { element, shape } from "./dom.js";

/** Drawn in a square of 16 around its middle. */
const SHAPES = {
  ANNOUNCED: { path: "M0 -4V4" },
  PROMOTE: { path: "M0 -5L5.5 4.5H-5.5Z", solid: true },
  REFUSE: { path: "M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5" },
  HOLD: { path: "M-3 -5V5M3 -5V5" },
  RELEASE: { path: "M-3.5 -5L4.5 0L-3.5 5Z" },
  ROLL_BACK: { path: "M5 4.5V1Q5 -2.5 1 -2.5H-5M-1.5 -6L-5 -2.5L-1.5 1" },
};

/** Where a mark stands below the plot's upper edge; a rollback has its own row, since a hold often follows it at once. */
const ROW = { PROMOTE: 0, HOLD: 0, RELEASE: 0, ROLL_BACK: 16 };

export const WORDS = {
  ANNOUNCED: "announced",
  PROMOTE: "promoted",
  REFUSE: "refused",
  HOLD: "held",
  RELEASE: "released",
  ROLL_BACK: "rolled back",
};

const glyph = (kind) => shape("path", { d: SHAPES[kind].path, class: SHAPES[kind].solid ? "solid" : null });

/** A mark by itself, for a legend or a table. */
export const icon = (kind) =>
  shape("svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true", class: "mark", "data-mark": kind }, glyph(kind));

export function legend(list) {
  list.replaceChildren(...Object.keys(SHAPES).map((kind) => element("li", {}, icon(kind), WORDS[kind])));
}

/** Checkpoints and decisions as `{kind, at, id}`, oldest first. */
export function events(student) {
  const announced = student.checkpoints.map(({ id, at }) => ({ kind: "ANNOUNCED", at, id }));
  const decided = student.deployments.map(({ action, at, id }) => ({ kind: action, at, id }));
  return [...announced, ...decided].filter(({ kind }) => kind in SHAPES).sort((a, b) => a.at - b.at);
}

/** Closer than this, a promotion shows as a short line below the glyph before it, or lines would hide the figures. */
const APART = 11;

/** Which of the marks, in order, stand too close to the last promotion that was drawn in full. */
function crowding(inside) {
  let last = -APART;
  return inside.map(({ event, x }) => {
    if (event.kind !== "PROMOTE") return false;
    if (x - last < APART) return true;
    last = x;
    return false;
  });
}

function drawn({ kind, id }, x, height, withGlyph, crowded) {
  const mark = shape("g", { class: "mark", "data-mark": kind, "data-id": id, transform: `translate(${x.toFixed(1)} 0)` });
  if (kind === "ANNOUNCED") {
    mark.append(shape("line", { y1: height - 6, y2: height }));
    return mark;
  }
  if (crowded) {
    mark.classList.add("crowded");
    mark.append(shape("line", { y1: 8, y2: 16 }));
    return mark;
  }
  if (kind !== "REFUSE") mark.append(shape("line", { y1: 10 + ROW[kind], y2: height }));
  if (withGlyph) mark.append(shape("g", { transform: `translate(0 ${ROW[kind] ?? height - 16})` }, glyph(kind)));
  return mark;
}

/** A uPlot plugin that lays the marks over the plot. */
export function marksPlugin(source, withGlyph) {
  let layer;
  return {
    hooks: {
      init: (plot) => {
        layer = shape("svg", { class: "marks", "aria-hidden": "true" });
        layer.style.width = "100%";
        layer.style.height = "100%";
        plot.over.append(layer);
      },
      draw: (plot) => {
        const width = plot.over.clientWidth;
        const height = plot.over.clientHeight;
        const inside = source()
          .map((event) => ({ event, x: plot.valToPos(event.at / 1000, "x") }))
          .filter(({ x }) => x >= 0 && x <= width);
        const crowded = crowding(inside);
        layer.replaceChildren(...inside.map(({ event, x }, i) => drawn(event, x, height, withGlyph, crowded[i])));
      },
    },
  };
}
