// Agreement and loss over time, with what happened to checkpoints.
import { byId, redraw, element, show, write } from "./dom.js";
import { clock, count, figure, percent } from "./format.js";
import { events, legend, marksPlugin } from "./marks.js";
import { line, Plot } from "./plot.js";

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
      sum += value * window.labels;
      weight += window.labels;
    }
    for (; windows[first].start <= window.start - MEAN_MILLIS; first++) {
      if (windows[first][name] === null) continue;
      sum -= windows[first][name] * windows[first].labels;
      weight -= windows[first].labels;
    }
    raw.push(value);
    mean.push(i === first && value === null ? null : weight > 0 ? sum / weight : null);
  }
  return { raw, mean };
}

/** Ends a line where nothing came for a minute, or uPlot would join what lies on both sides. */
function columns(windows) {
  const filled = [];
  for (const window of windows) {
    const before = filled.at(-1);
    if (before && window.start - before.start > MEAN_MILLIS) {
      filled.push({ start: before.start + 1000, labels: 0, agreement: null, loss: null });
    }
    filled.push({ ...window, agreement: window.agreement ?? null, loss: window.loss ?? null });
  }
  return filled;
}

export class Learning {
  #marks = [];
  #windows = [];
  #agreement;
  #loss;
  #cursor = null;
  #range = 0;
  #shown = null;

  constructor() {
    legend(byId("mark-legend"));
    const shared = { group: "learning", onCursor: (index) => this.#point(index) };
    this.#agreement = new Plot(byId("plot-agreement"), {
      ...shared,
      height: 230,
      series: [line("each window", "student-soft", 1), line("mean of a minute", "student", 2)],
      range: (plot, low, high) => (low === null ? [0, 100] : [Math.max(0, Math.floor((low - 2) / 10) * 10), high > 95 ? 102 : 100]),
      format: (value) => (value > 100 ? "" : `${value}`),
      labelled: false,
      plugins: [marksPlugin(() => this.#marks, true)],
    });
    this.#loss = new Plot(byId("plot-loss"), {
      ...shared,
      height: 130,
      series: [line("each window", "student-soft", 1), line("mean of a minute", "student", 2)],
      range: (plot, low, high) => [0, high === null || high === 0 ? 1 : high * 1.08],
      format: (value) => `${value}`,
      plugins: [marksPlugin(() => this.#marks, false)],
    });
    for (const choice of document.querySelectorAll("#range input")) {
      choice.addEventListener("change", () => {
        this.#range = Number(choice.value);
        if (this.#shown) this.update(...this.#shown);
      });
    }
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
    const times = this.#windows.map((window) => window.start / 1000);
    const agreement = smoothed(this.#windows, "agreement");
    const loss = smoothed(this.#windows, "loss");
    const hundred = (value) => (value === null ? null : value * 100);
    const promoted = student.deployments.filter((deployment) => deployment.action === "PROMOTE").length;
    this.#agreement.set(
      [times, agreement.raw.map(hundred), agreement.mean.map(hundred)],
      from,
      to,
      `Agreement from ${clock(from)} to ${clock(to)}: ${percent(agreement.mean.find((value) => value !== null))} at first, now ${percent(agreement.mean.at(-1))}; ${promoted} promotions, listed below`,
    );
    this.#loss.set([times, loss.raw, loss.mean], from, to, `Loss from ${clock(from)} to ${clock(to)}: now ${figure(loss.mean.at(-1))} nats`);
    this.#read(agreement, loss);
  }

  #point(index) {
    this.#cursor = index;
    if (!this.#windows.length) return;
    this.#read(smoothed(this.#windows, "agreement"), smoothed(this.#windows, "loss"));
  }

  #read(agreement, loss) {
    const at = this.#cursor ?? this.#windows.length - 1;
    const window = this.#windows[at];
    if (!window) return;
    const words = [clock(window.start), percent(agreement.mean[at]), figure(loss.mean[at]), count(window.labels)];
    redraw(byId("learning-read"), words, () => [
      `${words[0]} · agreement `,
      element("b", {}, words[1]),
      " · loss ",
      element("b", {}, words[2]),
      ` · ${words[3]} labels in the window`,
    ]);
  }
}
