// What was given up, by whom and why.
import { breakable, byId, element, list, show, write } from "./dom.js";
import { count, moment, stage } from "./format.js";
import { total } from "./state.js";

const NEWEST = 8;
const FIVE_MINUTES = 300000;

function reasons(state) {
  const recent = state.deadLetters.windows.filter((window) => window.start >= state.now - FIVE_MINUTES);
  return (state.deadLetters.reasons ?? []).map((reason) => ({
    ...reason,
    recent: total(recent.filter((window) => window.stage === reason.stage && window.reason === reason.reason), "count"),
  }));
}

const reasonRow = ({ stage: by, reason, count: all, recent }) => [
  element("td", {}, stage(by)),
  element("td", {}, ...breakable(reason)),
  element("td", { class: "number" }, count(all)),
  element("td", { class: "number" }, count(recent)),
];

const letter = ({ at, stage: by, reason, message, topic, partition, offset, text }, now) => [
  element("p", { class: "message" }, element("b", {}, reason), message ? ` ${message}` : ""),
  element("p", { class: "origin" }, `${moment(at, now)} · ${stage(by)} · ${topic}, partition ${partition}, offset ${offset}`),
  text === undefined || text === null ? null : element("blockquote", { tabindex: "0", role: "group", "aria-label": "The prompt's text" }, text),
].filter(Boolean);

export function updateDeadLetters(state) {
  const rows = reasons(state).sort((a, b) => b.count - a.count);
  const any = rows.length > 0;
  list(byId("reason-rows"), rows, ({ stage: by, reason }) => `${by} ${reason}`, reasonRow);
  const newest = [...(state.deadLetters.newest ?? [])].reverse().slice(0, NEWEST);
  list(byId("newest-letters"), newest, ({ topic, partition, offset }) => `${topic} ${partition} ${offset}`, (item) => letter(item, state.now));
  show(byId("dead-letters").querySelector(".columns"), any);
  write(byId("dead-letters-note"), any && !state.textsShown ? "prompts' texts are kept back; monitor.textsShown shows them" : "");
  write(byId("dead-letters-empty"), any ? "" : "None. Every record was used.");
}
