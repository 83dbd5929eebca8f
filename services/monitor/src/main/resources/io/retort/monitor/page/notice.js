// What is wrong, in plain words, and what to do. One thing at a time: what stands furthest upstream explains the rest.
// The words stay the same while the trouble lasts: a screen reader reads out each change.
import { moment } from "./format.js";

const QUIET_MILLIS = 30000;

const trouble = (word, title, text, command) => ({ level: "trouble", word, title, text, command });
const hint = (title, text, command) => ({ level: "hint", title, text, command });

function ofFeed(feed) {
  switch (feed.condition) {
    case "UNREACHABLE":
      return trouble(
        "No answer",
        "The monitor does not answer.",
        `${feed.detail ? `It said: ${feed.detail}. ` : ""}The page tries again every few seconds. If it stays so, see in the monitor's log why it stopped, and start it:`,
        "retort monitor",
      );
    case "UNREADABLE":
      return trouble(
        "Unreadable",
        "The page cannot read what the monitor sends.",
        "Page and monitor are perhaps of two versions. Reload the page; if it stays so, restart the monitor.",
      );
    case "STALE":
      return trouble(
        "Stale",
        `Nothing has come from the monitor since ${moment(feed.lastEvent, Date.now())}.`,
        `What you see is as old as that. The page connects again by itself. If it stays so, see whether the monitor still runs, and start it:`,
        "retort monitor",
      );
    default:
      return null;
  }
}

function ofCluster(state) {
  if (state.broker?.state === "AWAY") {
    return trouble(
      "Broker away",
      `The broker is away since ${moment(state.broker.since, state.now)}.`,
      "The monitor cannot reach Kafka, so the figures stand still. Services wait and lose nothing. See whether the broker runs and whether its address is right; the monitor goes on by itself once it is back.",
    );
  }
  const streams = state.streams?.state;
  if (["ERROR", "PENDING_ERROR", "NOT_RUNNING", "PENDING_SHUTDOWN"].includes(streams)) {
    return trouble(
      "Stopped",
      "The monitor has stopped computing figures.",
      `Its Kafka Streams is in state ${streams}. The reason stands in the monitor's log. Restart it; it goes on where it was:`,
      "retort monitor",
    );
  }
  if (streams === "NOT_STARTED") {
    return hint("The monitor looks for its topics.", "If it does not find them within seconds, they have not been created yet:", "retort topics create");
  }
  if (streams && streams !== "RUNNING") {
    return hint("The monitor is taking up its work.", "Figures follow once its instances have shared the partitions out, usually within seconds.");
  }
  return null;
}

function ofStream(state, student) {
  const anyLabels = state.teachers.some((teacher) => teacher.windows.length > 0);
  if (state.prompts.windows.length === 0 && !anyLabels) {
    return hint("No prompts yet.", "The stream begins with a producer. For a first look, the generator's messages do:", "retort produce --generate 10000");
  }
  if (!anyLabels) {
    return hint("Prompts wait for a teacher.", "None has labelled any yet. Start one; start several and they share the work:", "retort teach");
  }
  if (!student || (student.windows.length === 0 && student.checkpoints.length === 0)) {
    return hint("Labels wait for a student.", "No trainer has learned from them yet:", "retort train");
  }
  return ofServing(state, student);
}

function ofServing(state, student) {
  if (student.held) {
    const hold = student.deployments.filter((deployment) => deployment.action === "HOLD").at(-1);
    return hint(
      "Promotion is on hold.",
      `${hold ? `Since ${moment(hold.at, state.now)}: ${hold.reason}. ` : ""}The gate decides nothing until someone releases it:`,
      `retort deploy release --student ${student.name}`,
    );
  }
  if (student.checkpoints.length > 0 && !student.live) {
    return hint("Checkpoints wait for the gate.", "None has been promoted, so nothing is served. Start the gate, or promote one yourself with retort deploy promote:", "retort gate");
  }
  return ofQuiet(state, student);
}

function ofQuiet(state, student) {
  const newest = Math.max(
    ...[state.prompts, ...state.teachers, student].map((part) => part.windows.at(-1)?.start ?? 0),
  );
  if (state.now - newest - state.windowMillis < QUIET_MILLIS) return null;
  return hint("The stream is quiet.", `The newest record is of ${moment(newest, state.now)}. That is well if the source has ended; a producer takes up where it was:`, "retort produce");
}

/** @returns {level, word for the head of the page, title, text, command} or null where nothing needs saying */
export function diagnose(feed, student) {
  const state = feed.state;
  return ofFeed(feed) ?? (state ? (ofCluster(state) ?? ofStream(state, student)) : null);
}
