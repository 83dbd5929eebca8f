// One prompt, asked of student and teacher side by side: for their classes, so not of a language model.
import { bar } from "./classes.js";
import { breakable, byId, element, show, write } from "./dom.js";
import { checkpoint, duration, percent } from "./format.js";
import { isOverTokens } from "./state.js";

const OFF =
  "Asking is switched off: this monitor knows nobody to ask. Start it with --student-api and the address of a server, and with --ask-teacher.";

function choice({ name, probability }, owner) {
  return element(
    "li",
    {},
    element("span", { class: "choice-line" }, element("span", {}, ...breakable(name)), element("span", { class: "number" }, percent(probability))),
    bar(probability, owner),
  );
}

function answer(owner, title, said) {
  const card = element("div", { class: owner }, element("h3", {}, title, said.millis === undefined ? null : element("span", {}, duration(said.millis))));
  if (said.error) {
    card.append(element("p", { class: "failure" }, said.error));
    return card;
  }
  const name = said.checkpoint ? checkpoint(said.checkpoint) : (said.id ?? "");
  card.append(element("p", { class: "under" }, name), element("ol", { class: "choices" }, ...said.classes.map((one) => choice(one, owner))));
  return card;
}

function verdict(student, teacher) {
  if (student.error || teacher.error) return null;
  const same = student.classes[0]?.name === teacher.classes[0]?.name;
  return element("p", { class: "verdict" }, same ? "They agree." : "They do not agree.");
}

async function ask(text) {
  const response = await fetch("/v1/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ text }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error?.message ?? `the monitor answered ${response.status}`);
  return body;
}

export class Ask {
  #button = byId("ask-form").querySelector("button");

  constructor() {
    byId("ask-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(byId("ask-text").value.trim());
    });
    byId("ask-text").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("ask-form").requestSubmit();
    });
  }

  update(state, student) {
    show(byId("ask"), !isOverTokens(student));
    show(byId("ask-form"), state.asking);
    show(byId("ask-off"), !state.asking);
    write(byId("ask-off"), state.asking ? "" : OFF);
  }

  async #submit(text) {
    if (text === "" || this.#button.disabled) return;
    this.#button.disabled = true;
    write(byId("ask-state"), "asking …");
    try {
      const { student, teacher } = await ask(text);
      const parts = [answer("student", "Student", student), answer("teacher", "Teacher", teacher), verdict(student, teacher)];
      byId("ask-answers").replaceChildren(...parts.filter(Boolean));
      write(byId("ask-state"), "");
    } catch (failure) {
      byId("ask-answers").replaceChildren();
      write(byId("ask-state"), `No answer: ${failure.message}`);
    } finally {
      this.#button.disabled = false;
    }
  }
}
