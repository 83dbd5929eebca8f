// What each teacher gives and costs, and how far its labels have drifted.
import { breakable, byId, element, list, show, write } from "./dom.js";
import { bytes, clock, count, figure } from "./format.js";
import { line, Plot } from "./plot.js";
import { rate } from "./state.js";

/** Of the lines, and of the swatches that tell whose they are. */
const COLOURS = ["teacher", "turned", "muted"];

const colourOf = (index) => COLOURS[Math.min(index, COLOURS.length - 1)];

const number = (text) => element("td", { class: "number" }, text);

const drifts = (teacher) => teacher.windows.filter(({ drift }) => drift !== null && drift !== undefined);

function row(state, teacher, swatch) {
  const perSecond = (name) => rate(state, teacher.windows, name);
  return {
    id: teacher.id,
    swatch,
    cells: [
      figure(perSecond("labels")),
      figure(perSecond("tokens")),
      figure(perSecond("calls")),
      bytes(perSecond("bytes")),
      count(teacher.lag),
      figure(drifts(teacher).at(-1)?.drift),
    ],
  };
}

export class Teachers {
  #plot = null;
  #plotted = 0;

  update(state) {
    const { teachers } = state;
    list(
      byId("teacher-rows"),
      teachers.map((teacher, i) => row(state, teacher, teachers.length > 1 ? colourOf(i) : null)),
      ({ id }) => id,
      ({ id, swatch, cells }) => [
        element("th", { scope: "row", class: "id" }, swatch && element("span", { class: `swatch ${swatch}` }), ...breakable(id)),
        ...cells.map(number),
      ],
    );
    show(byId("teacher-table"), teachers.length > 0);
    const drifting = teachers.some((teacher) => drifts(teacher).length > 0);
    show(byId("teachers").querySelector("figure"), drifting);
    write(byId("teachers-empty"), teachers.length > 0 ? "" : "No teacher has labelled yet.");
    if (drifting) this.#draw(state, teachers);
  }

  /** One line a teacher, over the union of their windows. */
  #draw(state, teachers) {
    if (this.#plotted !== teachers.length) {
      byId("plot-drift").replaceChildren();
      this.#plot = new Plot(byId("plot-drift"), {
        height: 130,
        series: teachers.map(({ id }, i) => line(id, colourOf(i))),
        range: (plot, low, high) => [0, Math.max(0.05, (high ?? 0) * 1.1)],
        format: (value) => value.toFixed(2),
      });
      this.#plotted = teachers.length;
    }
    const starts = [...new Set(teachers.flatMap((teacher) => drifts(teacher).map(({ start }) => start)))].sort((a, b) => a - b);
    const lines = teachers.map((teacher) => {
      const byStart = new Map(drifts(teacher).map(({ start, drift }) => [start, drift]));
      return starts.map((start) => byStart.get(start));
    });
    const words = teachers.map((teacher) => `${teacher.id} ${figure(drifts(teacher).at(-1)?.drift)}`).join(", ");
    this.#plot.set([starts.map((start) => start / 1000), ...lines], starts[0], state.now, `Drift from ${clock(starts[0])}: now ${words}`);
  }
}
