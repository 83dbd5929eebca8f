// How long prompts wait until a promoted checkpoint has learned from them.
import { byId, show, write } from "./dom.js";
import { clock, duration } from "./format.js";
import { Plot, points } from "./plot.js";

export class Freshness {
  #plot = new Plot(byId("plot-freshness"), {
    height: 150,
    series: [points("seconds", "student")],
    range: (plot, low, high) => [0, high === null || high === 0 ? 1 : high * 1.1],
    format: (value) => `${value}`,
  });

  update(state, student) {
    const { newest, p50, p99, samples = [] } = student?.freshness ?? {};
    const any = samples.length > 0;
    show(byId("freshness").querySelector("figure"), any);
    write(byId("freshness-empty"), any ? "" : "Known from the first promotion on.");
    const words = `newest ${duration(newest)} · p50 ${duration(p50)} · p99 ${duration(p99)}`;
    write(byId("freshness-note"), any ? words : "");
    if (!any) return;
    const from = Math.min(samples[0].at, state.now - 60000);
    this.#plot.set(
      [samples.map(({ at }) => at / 1000), samples.map(({ millis }) => millis / 1000)],
      from,
      state.now,
      `Freshness from ${clock(from)} to ${clock(state.now)}: ${words}`,
    );
  }
}
