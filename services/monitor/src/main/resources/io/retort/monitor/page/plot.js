// uPlot with the page's colours, at the width there is, in light and dark.
import uPlot from "/page/uplot/uPlot.esm.js";
import { clock } from "./format.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const shortClock = (seconds, step) => (step >= 60 ? clock(seconds * 1000).slice(0, 5) : clock(seconds * 1000));

function axis(extra) {
  return {
    stroke: () => colour("muted"),
    grid: { stroke: () => colour("line"), width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
    ...extra,
  };
}

/** A line or a cloud of points over time; colours are names of the style sheet. */
export const line = (label, name, width = 1.5) => ({ label, stroke: () => colour(name), width, points: { show: false } });
export const points = (label, name) => ({
  label,
  stroke: () => colour(name),
  paths: () => null,
  points: { show: true, size: 5, fill: () => colour(name), stroke: () => colour(name) },
});

export class Plot {
  #host;
  #plot;

  constructor(host, { series, height, range, format, labelled = true, plugins = [], group = null, onCursor = () => {} }) {
    this.#host = host;
    const values = (plot, splits, axisIndex, space, step) => splits.map((at) => shortClock(at, step));
    const options = {
      width: Math.max(200, host.clientWidth),
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false, sync: group ? { key: group } : undefined, points: { size: 6 } },
      scales: { x: { time: true }, y: { range } },
      axes: [
        axis(labelled ? { values, size: 26, space: 80 } : { values: () => [], size: 6, space: 80 }),
        axis({ size: 40, values: (plot, splits) => splits.map(format), space: 26 }),
      ],
      series: [{}, ...series],
      plugins,
      hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx)] },
    };
    this.#plot = new uPlot(options, [[], ...series.map(() => [])], host);
    new ResizeObserver(() => this.#fit(height)).observe(host);
    dark.addEventListener("change", () => this.#plot.redraw(false));
  }

  /** @param data uPlot's columns, x in seconds; `from` and `to` in milliseconds */
  set(data, from, to, summary) {
    this.#plot.batch(() => {
      this.#plot.setData(data, true);
      this.#plot.setScale("x", { min: from / 1000, max: Math.max(to, from + 1000) / 1000 });
    });
    this.#host.setAttribute("aria-label", summary);
  }

  #fit(height) {
    const width = this.#host.clientWidth;
    if (width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height });
  }
}
