// What the picture of the stream says: rates on its edges, what waits and what is served on its nodes.
import { bytes, checkpoint, count, duration, figure } from "./format.js";
import { rate, total } from "./state.js";

const LATELY_MILLIS = 600000;

/** Lag counts the markers that end transactions too: so few offsets, in a quiet stream, are no records. */
const MARKERS = 24;

const sum = (members, of) => members.reduce((all, member) => all + of(member), 0);
const lately = (state, items) => items.filter((item) => item.at >= state.now - LATELY_MILLIS).length;
const some = (perSecond, unit) => ({ rate: `${figure(perSecond)}`, unit, moves: perSecond > 0 });
const none = { rate: "", unit: "", moves: false };

function waiting(lag, perSecond, idle) {
  if (lag === null || lag === undefined) return { text: idle };
  if (lag === 0 || (lag <= MARKERS && perSecond === 0)) return { text: "up to date" };
  return perSecond > 0 ? { text: `${count(lag)} waiting` } : { text: `${count(lag)} wait`, attention: true };
}

function note(state, student) {
  const said = [`${bytes(rate(state, state.prompts.windows, "bytes"))}/s of prompts`];
  if (student) {
    said.push(`${figure(rate(state, student.windows, "steps"))} steps/s`);
    said.push(`${figure(rate(state, student.windows, "repeats"))} repeats/s`);
    const refused = total(student.windows.filter(({ start }) => start >= state.now - LATELY_MILLIS), "refused");
    if (refused > 0) said.push(`${count(refused)} labels refused in 10 min`);
  }
  return said.join(" · ");
}

function serverText(student) {
  if (!student?.live) return "serves nothing";
  return `step ${count(Number.parseInt(student.live, 10))}`;
}

export function picture(state, student) {
  const prompts = rate(state, state.prompts.windows, "prompts");
  const labels = sum(state.teachers, (teacher) => rate(state, teacher.windows, "labels"));
  const learned = student ? rate(state, student.windows, "labels") : 0;
  const announced = student ? lately(state, student.checkpoints) : 0;
  const promoted = student ? lately(state, student.deployments.filter(({ action }) => action === "PROMOTE")) : 0;
  const teacherLag = state.teachers.length > 0 ? sum(state.teachers, (teacher) => teacher.lag ?? 0) : null;
  const newest = student?.checkpoints.at(-1);
  return {
    nodes: {
      producer: { text: prompts > 0 ? "streams" : "quiet" },
      prompts: { text: count(total(state.prompts.windows, "prompts")) },
      teacher: waiting(teacherLag, labels, "not seen"),
      "soft-labels": { text: count(sum(state.teachers, (teacher) => total(teacher.windows, "labels"))) },
      trainer: waiting(student?.lag, learned, "not seen"),
      checkpoints: { text: count(student?.checkpoints.length ?? 0) },
      gate: student?.held ? { text: "on hold", attention: true } : { text: student?.deployments.length ? "decides" : "not seen" },
      server: { text: serverText(student) },
    },
    edges: {
      "producer-prompts": some(prompts, "prompts/s"),
      "prompts-teacher": { ...none, moves: labels > 0 },
      "teacher-soft-labels": some(labels, "labels/s"),
      "soft-labels-trainer": some(learned, "learned/s"),
      "trainer-checkpoints": { rate: count(announced), unit: "in 10 min", moves: announced > 0 },
      "checkpoints-gate": { ...none, moves: announced > 0 },
      "gate-server": { rate: count(promoted), unit: "promoted", moves: promoted > 0 },
    },
    note: note(state, student),
    summary:
      `${figure(prompts)} prompts a second arrive, teachers give ${figure(labels)} labels a second, ` +
      `the trainer learns from ${figure(learned)} a second; ` +
      (newest ? `the newest checkpoint, ${checkpoint(newest.id)}, is ${duration(state.now - newest.at)} old; ` : "no checkpoint yet; ") +
      (student?.live ? `${checkpoint(student.live)} is served` : "nothing is served"),
  };
}
