// The whole state comes once; then each event holds only what changed. Merging the same event twice changes nothing.

/** What leaves the page's memory; the monitor keeps no more either. */
const KEPT_MILLIS = 12 * 3600 * 1000;

const byStart = (window) => window.start;
const byLetterWindow = (window) => `${window.start} ${window.stage} ${window.reason}`;
const byId = (item) => item.id;
const bySample = (sample) => `${sample.at} ${sample.millis}`;
const byOrigin = (letter) => `${letter.topic} ${letter.partition} ${letter.offset}`;

function merged(old = [], changed = [], keyOf, timeOf, oldest) {
  const all = new Map(old.map((item) => [keyOf(item), item]));
  for (const item of changed) all.set(keyOf(item), item);
  return [...all.values()].filter((item) => timeOf(item) >= oldest).sort((a, b) => timeOf(a) - timeOf(b));
}

function mergedMembers(old = [], changed = [], keyOf, merge) {
  const all = new Map(old.map((member) => [keyOf(member), member]));
  for (const member of changed) all.set(keyOf(member), merge(all.get(keyOf(member)) ?? {}, member));
  return [...all.values()];
}

/** @returns the state after `event`; neither argument is changed */
export function merge(state, event) {
  const oldest = (event.now ?? state.now) - KEPT_MILLIS;
  const windows = (old, changed, keyOf = byStart) => merged(old?.windows, changed?.windows, keyOf, byStart, oldest);
  return {
    ...state,
    ...event,
    prompts: { ...state.prompts, ...event.prompts, windows: windows(state.prompts, event.prompts) },
    teachers: mergedMembers(state.teachers, event.teachers, byId, (old, changed) => ({
      ...old,
      ...changed,
      windows: windows(old, changed),
    })),
    students: mergedMembers(state.students, event.students, (student) => student.name, (old, changed) => ({
      ...old,
      ...changed,
      windows: windows(old, changed),
      checkpoints: merged(old.checkpoints, changed.checkpoints, byId, (item) => item.at, 0),
      deployments: merged(old.deployments, changed.deployments, byId, (item) => item.at, 0),
      freshness: {
        ...old.freshness,
        ...changed.freshness,
        samples: merged(old.freshness?.samples, changed.freshness?.samples, bySample, (sample) => sample.at, oldest),
      },
    })),
    deadLetters: {
      ...state.deadLetters,
      ...event.deadLetters,
      windows: windows(state.deadLetters, event.deadLetters, byLetterWindow),
      newest: merged(state.deadLetters?.newest, event.deadLetters?.newest, byOrigin, (letter) => letter.at, 0).slice(-50),
    },
  };
}

/** Whether a student is a language model: its labels are then over the tokens of a vocabulary, and not over classes. */
export const isOverTokens = (student) => student?.labelSpace === "VOCABULARY";

/** A figure a second, over the newest three windows that have ended; 0 where there are none. */
export function rate(state, windows = [], name) {
  const length = state.windowMillis;
  const end = Math.floor(state.now / length) * length;
  const start = end - 3 * length;
  let sum = 0;
  for (let i = windows.length - 1; i >= 0 && windows[i].start >= start; i--) {
    if (windows[i].start < end) sum += windows[i][name] ?? 0;
  }
  return sum / ((end - start) / 1000);
}

/** A mean over the windows that began in the last `millis`, each weighing as many positions as it holds, which of classes are its
 *  labels and of a language model its tokens; null without any. */
export function recentMean(state, windows = [], name, millis) {
  let sum = 0;
  let weight = 0;
  for (let i = windows.length - 1; i >= 0 && windows[i].start >= state.now - millis; i--) {
    const value = windows[i][name];
    if (value === null || value === undefined) continue;
    sum += value * windows[i].positions;
    weight += windows[i].positions;
  }
  return weight > 0 ? sum / weight : null;
}

export const total = (windows, name) => windows.reduce((sum, window) => sum + (window[name] ?? 0), 0);
