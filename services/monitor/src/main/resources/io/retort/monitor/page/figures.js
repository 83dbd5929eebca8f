// The figures at one glance.
import { byId, element, redraw } from "./dom.js";
import { checkpoint, count, duration, figure, moment, percent } from "./format.js";
import { isOverTokens, rate, recentMean, total } from "./state.js";

const MINUTE = 60000;
const FIVE_MINUTES = 5 * MINUTE;

function agreement(state, student) {
  const now = recentMean(state, student.windows, "agreement", MINUTE);
  const best = student.deployments.filter(({ action }) => action === "PROMOTE").length;
  return { name: "Agreement", value: percent(now), under: now === null ? "no labels in the last minute" : `last minute, ${count(best)} promotions` };
}

function loss(state, student) {
  const value = recentMean(state, student.windows, "loss", MINUTE);
  return { name: "Loss", value: figure(value), unit: value === null ? "" : "nats", under: value === null ? "no labels in the last minute" : "last minute" };
}

function acceptance(state, student) {
  const value = recentMean(state, student.windows, "acceptance", MINUTE);
  return { name: "Acceptance", value: percent(value), under: "of its drafts by the teacher" };
}

const tokens = (state, student) => ({ name: "Tokens", value: figure(rate(state, student.windows, "positions")), unit: "/s", under: "learned from" });

function served(state, student) {
  if (!student.live) return { name: "Served", value: "nothing", under: "no checkpoint promoted yet" };
  const promotion = student.deployments.filter((deployment) => deployment.checkpoint === student.live).at(-1);
  const since = promotion ? `, since ${moment(promotion.at, state.now)}` : "";
  return { name: "Served", value: `step ${count(Number.parseInt(student.live, 10))}`, under: `${checkpoint(student.live)}${since}` };
}

function freshness(state, student) {
  const { p50, p99 } = student.freshness ?? {};
  return { name: "Freshness p50", value: duration(p50), under: p99 == null ? "no promotion yet" : `p99 ${duration(p99)}` };
}

function deadLetters(state) {
  const all = state.deadLetters.reasons ?? [];
  const recent = state.deadLetters.windows.filter((window) => window.start >= state.now - FIVE_MINUTES);
  const fresh = total(recent, "count");
  return {
    name: "Dead letters",
    value: count(total(all, "count")),
    under: fresh > 0 ? `${count(fresh)} in the last 5 min` : "none in the last 5 min",
    tone: fresh > 0 ? "bad" : null,
  };
}

export function updateFigures(state, student) {
  const shown = student ?? { windows: [], deployments: [] };
  const learning = isOverTokens(student) ? [agreement, acceptance, loss, tokens] : [agreement, loss];
  const cards = [...[...learning, served, freshness].map((card) => card(state, shown)), deadLetters(state)];
  redraw(byId("key-figures"), cards, () =>
    cards.map(({ name, value, unit, under, tone }) =>
      element(
        "div",
        { "data-tone": tone, "data-figure": name },
        element("dt", {}, name),
        element("dd", { class: "value" }, value, unit ? element("small", {}, ` ${unit}`) : null),
        element("dd", { class: "under" }, under),
      ),
    ),
  );
}
