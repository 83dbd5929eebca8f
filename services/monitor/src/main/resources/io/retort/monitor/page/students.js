// Which student the page shows. The choice stands in the address, so that a reload and a link keep it.
import { byId, element, redraw, show, write } from "./dom.js";

const chosen = () => new URLSearchParams(location.hash.slice(1)).get("student");

export class Students {
  constructor(changed) {
    byId("student").addEventListener("change", (event) => {
      history.replaceState(null, "", `#${new URLSearchParams({ student: event.target.value })}`);
      changed();
    });
    addEventListener("hashchange", changed);
  }

  /** @returns the student to show, or undefined where there is none yet */
  choose(students) {
    const student = students.find(({ name }) => name === chosen()) ?? students[0];
    const select = byId("student");
    const several = students.length > 1;
    const names = students.map(({ name }) => name);
    redraw(select, names, () => names.map((name) => element("option", { value: name }, name)));
    if (student) select.value = student.name;
    show(select, several);
    show(byId("student-name"), !several);
    show(byId("student-choice"), student !== undefined);
    write(byId("student-name"), student?.name ?? "");
    return student;
  }
}
