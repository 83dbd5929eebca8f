// Each decision with its reason and its numbers, newest first.
import { byId, element, list, show, write } from "./dom.js";
import { checkpoint, count, figure, moment, percent, signed } from "./format.js";
import { icon, WORDS } from "./marks.js";

const FEW = 6;
const DECIDERS = { GATE: "gate", PERSON: "a person" };
const PROMPTS = { STREAM: "stream", FILE: "evaluation file" };

function comparison({ prompts, measure, pairs, live, candidate, worse, bound, margin, passed }) {
  const agreement = measure === "AGREEMENT";
  const value = (number) => (agreement ? percent(number) : figure(number));
  const points = (number) => signed(agreement ? (number * 100).toFixed(1) : figure(number));
  const verdict = passed ? element("b", {}, "passed") : element("span", { class: "failed" }, "failed");
  return element(
    "span",
    { class: "comparison" },
    `${agreement ? "agreement" : "loss"}, ${PROMPTS[prompts] ?? prompts}: `,
    element("b", {}, `${value(live)} → ${value(candidate)}`),
    ` over ${count(pairs)} pairs, ${worse > 0 ? "worse" : "better"} by ${points(Math.abs(worse))}${agreement ? " points" : ""}; at most ${points(bound)} worse, ${points(margin)} allowed: `,
    verdict,
  );
}

function cells({ at, action, step, checkpoint: id, decider, reason, comparisons }, now) {
  return [
    element("td", { class: "nowrap" }, moment(at, now)),
    element("td", {}, element("span", { class: "action" }, icon(action), WORDS[action] ?? action)),
    element("td", { class: `number step${id ? "" : " none"}` }, count(step)),
    element("td", { class: `id${id ? "" : " none"}` }, checkpoint(id)),
    element("td", { class: "nowrap by" }, DECIDERS[decider] ?? decider),
    element("td", {}, reason, ...(comparisons ?? []).map(comparison)),
  ];
}

export class Decisions {
  #all = false;
  #shown = null;

  constructor() {
    byId("decisions-more").addEventListener("click", () => {
      this.#all = !this.#all;
      this.update(...this.#shown);
    });
  }

  update(state, student) {
    this.#shown = [state, student];
    const newest = [...(student?.deployments ?? [])].reverse();
    const any = newest.length > 0;
    list(byId("decision-rows"), this.#all ? newest : newest.slice(0, FEW), ({ id }) => id, (decision) => cells(decision, state.now));
    show(byId("decision-table"), any);
    write(byId("decisions-note"), any ? `${count(newest.length)} decisions, ${count(student.checkpoints.length)} checkpoints announced` : "");
    write(byId("decisions-empty"), any ? "" : "Nothing decided yet. The gate compares each new checkpoint with the one that is served and writes down why it let it through or not.");
    const more = byId("decisions-more");
    show(more, newest.length > FEW);
    write(more, this.#all ? "Show only the newest" : `Show all ${count(newest.length)}`);
  }
}
