// Agreement by class, the weakest first, and the worst confusions.
import { breakable, byId, element, list, show, write } from "./dom.js";
import { count, percent } from "./format.js";
import { isOverTokens } from "./state.js";

const FEW = 16;
const CONFUSIONS = 12;

export function bar(share, owner = "student") {
  const inner = element("i");
  inner.style.width = `${Math.max(0, Math.min(1, share ?? 0)) * 100}%`;
  return element("span", { class: `bar ${owner}`, "aria-hidden": "true" }, inner);
}

const classRow = ({ name, labels, agreement }) => [
  element("span", {}, ...breakable(name)),
  bar(agreement),
  element("span", { class: "number" }, percent(agreement, 0)),
  element("span", { class: "number count" }, count(labels), element("span", { class: "unseen" }, " labels")),
];

const confusionRow = ({ teacher, student, labels, share }) => [
  element("td", {}, ...breakable(teacher)),
  element("td", {}, ...breakable(student)),
  element("td", { class: "number" }, count(labels)),
  element("td", { class: "number" }, percent(share, 0)),
];

export class Classes {
  #all = false;
  #shown = null;

  constructor() {
    byId("classes-more").addEventListener("click", () => {
      this.#all = !this.#all;
      this.update(this.#shown);
    });
  }

  update(student) {
    this.#shown = student;
    show(byId("by-class"), !isOverTokens(student));
    const classes = (student?.classes ?? []).filter(({ labels }) => labels > 0).sort((a, b) => a.agreement - b.agreement);
    list(byId("class-bars"), this.#all ? classes : classes.slice(0, FEW), ({ name }) => name, classRow);
    write(byId("classes-note"), classes.length > FEW && !this.#all ? `the weakest ${FEW} of ${classes.length}` : "");
    write(byId("classes-empty"), classes.length > 0 ? "" : "No class has been judged yet: figures come with the first labels that the student learns from.");
    const more = byId("classes-more");
    show(more, classes.length > FEW);
    write(more, this.#all ? "Show only the weakest" : `Show all ${classes.length}`);
    this.#confusions(student?.confusions ?? []);
  }

  #confusions(confusions) {
    list(byId("confusion-rows"), confusions.slice(0, CONFUSIONS), ({ teacher, student }) => JSON.stringify([teacher, student]), confusionRow);
    show(byId("confusion-table"), confusions.length > 0);
    show(byId("confusions-hint"), confusions.length > 0);
    write(byId("confusions-empty"), confusions.length > 0 ? "" : "None so far.");
  }
}
