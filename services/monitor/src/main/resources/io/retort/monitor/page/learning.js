// Agreement and loss over time, and what else there is of a language model, with what happened to checkpoints.
import { byId, redraw, element, show, write } from "./dom.js";
import { clock, count, figure, percent } from "./format.js";
import { events, legend, marksPlugin } from "./marks.js";
import { line, Plot } from "./plot.js";
import { isOverTokens } from "./state.js";

const MEAN_MILLIS = 60000;

/** Each window's value, and the mean of the minute that ends with it; a gap where no labels came for a minute. */
export function smoothed(windows, name) {
  const raw = [];
  const mean = [];
  let sum = 0;
  let weight = 0;
  let first = 0;
  for (const [i, window] of windows.entries()) {
    const value = window[name];
    if (value !== null) {
      sum += value * window.positions;
      weight += window.positions;
    }
    for (; windows[first].start <= window.start - MEAN_MILLIS; first++) {
      if (windows[first][name] === null) continue;
      sum -= windows[first][name] * windows[first].positions;
      weight -= windows[first].positions;
    }
    raw.push(value);
    mean.push(i === first && value === null ? null : weight > 0 ? sum / weight : null);
  }
  return { raw, mean };
}

const share = (value) => (value === null ? null : value * 100);
const same = (value) => value;

/** What is plotted of each window; `tokens` says that only language models have it. */
const MEASURES = [
  { name: "agreement", title: "Agreement", plot: "plot-agreement", height: 230, drawn: share, words: (value) => percent(value), glyphs: true },
  { name: "acceptance", title: "Acceptance", plot: "plot-acceptance", height: 130, drawn: share, words: (value) => percent(value), tokens: true },
  { name: "loss", title: "Loss", plot: "plot-loss", height: 130, drawn: same, words: (value) => `${figure(value)} nats` },
  { name: "crossEntropy", title: "Cross-entropy", plot: "plot-cross-entropy", height: 130, drawn: same, words: (value) => `${figure(value)} nats`, tokens: true },
];

const SHARES = (plot, low, high) => (low === null ? [0, 100] : [Math.max(0, Math.floor((low - 2) / 10) * 10), high > 95 ? 102 : 100]);
const NATS = (plot, low, high) => [0, high === null || high === 0 ? 1 : high * 1.08];

/** Ends a line where nothing came for a minute, or uPlot would join what lies on both sides. */
function columns(windows) {
  const filled = [];
  for (const window of windows) {
    const before = filled.at(-1);
    if (before && window.start - before.start > MEAN_MILLIS) filled.push(known({ start: before.start + 1000, labels: 0, positions: 0 }));
    filled.push(known(window));
  }
  return filled;
}

const known = (window) => ({ ...window, ...Object.fromEntries(MEASURES.map(({ name }) => [name, window[name] ?? null])) });

export class Learning {
  #marks = [];
  #windows = [];
  #plots;
  #cursor = null;
  #range = 0;
  #shown = null;

  constructor() {
    legend(byId("mark-legend"));
    this.#plots = new Map(MEASURES.map((measure) => [measure.name, this.#plot(measure)]));
    for (const choice of document.querySelectorAll("#range input")) {
      choice.addEventListener("change", () => {
        this.#range = Number(choice.value);
        if (this.#shown) this.update(...this.#shown);
      });
    }
  }

  #plot({ plot, height, drawn, glyphs = false }) {
    return new Plot(byId(plot), {
      group: "learning",
      onCursor: (index) => this.#point(plot, index),
      height,
      series: [line("each window", "student-soft", 1), line("mean of a minute", "student", 2)],
      range: drawn === share ? SHARES : NATS,
      format: (value) => (drawn === share && value > 100 ? "" : `${value}`),
      labelled: !glyphs,
      plugins: [marksPlugin(() => this.#marks, glyphs)],
    });
  }

  update(state, student) {
    this.#shown = [state, student];
    const windows = student?.windows ?? [];
    const any = windows.length > 0;
    show(byId("learning-plots"), any);
    for (const part of ["range", "learning-read", "mark-legend", "learning-hint"]) show(byId(part), any);
    write(byId("learning-empty"), any ? "" : "Nothing has been learned yet. The lines begin with the trainer's first step.");
    if (!any) return;
    const to = Math.max(state.now, windows.at(-1).start);
    const from = this.#range > 0 ? to - this.#range : windows[0].start;
    this.#marks = events(student);
    this.#windows = columns(windows);
    for (const measure of MEASURES) {
      const shown = !measure.tokens || isOverTokens(student);
      show(byId(measure.plot).closest("figure"), shown);
      if (shown) this.#draw(measure, from, to, student);
    }
    this.#read();
  }

  #draw({ name, title, drawn, words, glyphs }, from, to, student) {
    const { raw, mean } = smoothed(this.#windows, name);
    const promoted = student.deployments.filter((deployment) => deployment.action === "PROMOTE").length;
    const first = glyphs ? ` ${words(mean.find((value) => value !== null))} at first,` : "";
    const marks = glyphs ? `; ${promoted} promotions, listed below` : "";
    this.#plots
      .get(name)
      .set(
        [this.#windows.map((window) => window.start / 1000), raw.map(drawn), mean.map(drawn)],
        from,
        to,
        `${title} from ${clock(from)} to ${clock(to)}:${first} now ${words(mean.at(-1))}${marks}`,
      );
  }

  /** The cursor of one plot moves those of all, the hidden ones among them, which have nothing at any point. */
  #point(plot, index) {
    if (byId(plot).closest("figure").hidden) return;
    this.#cursor = index;
    if (this.#windows.length > 0) this.#read();
  }

  #read() {
    const at = this.#cursor ?? this.#windows.length - 1;
    const window = this.#windows[at];
    if (!window) return;
    const [, student] = this.#shown;
    const tokens = isOverTokens(student);
    const means = MEASURES.filter((measure) => !measure.tokens || tokens).map((measure) => [
      ` · ${measure.title.toLowerCase()} `,
      (measure.drawn === share ? percent : figure)(smoothed(this.#windows, measure.name).mean[at]),
    ]);
    const held = tokens ? `${count(window.positions)} tokens` : `${count(window.labels)} labels`;
    redraw(byId("learning-read"), [clock(window.start), means, held], () => [
      clock(window.start),
      ...means.flatMap(([title, value]) => [title, element("b", {}, value)]),
      ` · ${held} in the window`,
    ]);
  }
}
