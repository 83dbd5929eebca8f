import { Ask } from "./ask.js";
import { Classes } from "./classes.js";
import { updateDeadLetters } from "./deadletters.js";
import { Decisions } from "./decisions.js";
import { byId, element, redraw, write } from "./dom.js";
import { Feed } from "./feed.js";
import { updateFigures } from "./figures.js";
import { Flow } from "./flow.js";
import { count, duration, moment } from "./format.js";
import { Freshness } from "./freshness.js";
import { Learning } from "./learning.js";
import { diagnose } from "./notice.js";
import { picture } from "./picture.js";
import { Students } from "./students.js";
import { Teachers } from "./teachers.js";

const EMPTY = {
  now: Date.now(),
  windowMillis: 5000,
  prompts: { windows: [] },
  teachers: [],
  students: [],
  deadLetters: { windows: [], reasons: [], newest: [] },
  asking: true,
};

const feed = new Feed(update);
const students = new Students(update);
const flow = new Flow();
const learning = new Learning();
const ask = new Ask();
const decisions = new Decisions();
const classes = new Classes();
const freshness = new Freshness();
const teachers = new Teachers();

function pulse(notice) {
  const live = feed.condition === "LIVE" && notice?.level !== "trouble";
  const words = live ? `Live, ${moment(feed.state.now, Date.now())}` : feed.condition === "WAITING" ? "Waiting for the monitor" : notice.word;
  byId("pulse").dataset.pulse = live ? "live" : feed.condition === "WAITING" ? "waiting" : "trouble";
  write(byId("pulse-text"), words);
  document.body.dataset.old = String(!live);
  document.title = live || feed.condition === "WAITING" ? "Retort" : "Retort: trouble";
}

function notify(notice) {
  redraw(byId("notice"), notice, () => {
    if (!notice) return [];
    const { level, title, text, command } = notice;
    const words = element("p", {}, text, command ? " " : null, command ? element("code", {}, command) : null);
    return [element("div", { class: "notice", "data-level": level }, element("strong", {}, title), words)];
  });
}

function foot(state) {
  const dropped = state.streams?.droppedRecords ?? 0;
  const words = [
    `Windows of ${duration(state.windowMillis)} of event time`,
    state.graceMillis === undefined ? null : `records up to ${duration(state.graceMillis)} late are counted`,
    dropped > 0 ? `${count(dropped)} came later and were not` : null,
    state.streams?.instances > 1 ? `${state.streams.instances} monitors share the work` : null,
  ];
  write(byId("foot"), `${words.filter(Boolean).join("; ")}.`);
}

function update() {
  const state = feed.state ?? EMPTY;
  const student = students.choose(state.students);
  const notice = diagnose(feed, student);
  pulse(notice);
  notify(notice);
  flow.update(picture(state, student));
  updateFigures(state, student);
  learning.update(state, student);
  ask.update(state, student);
  decisions.update(state, student);
  classes.update(student);
  freshness.update(state, student);
  teachers.update(state);
  updateDeadLetters(state);
  foot(state);
}

update();
feed.open();
