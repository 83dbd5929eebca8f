// The monitor's state and events. An EventSource comes back by itself after a broken connection, but not after an HTTP error.
import { merge } from "./state.js";

const STALE_MILLIS = 5000;
const RETRY_MILLIS = 3000;

export class Feed {
  #changed;
  #source = null;
  #pending = [];

  state = null;
  /** WAITING, LIVE, STALE, UNREACHABLE (nothing has ever come) or UNREADABLE. */
  condition = "WAITING";
  detail = "";
  /** When the newest news came, by this machine's clock; null before. */
  lastEvent = null;

  constructor(changed) {
    this.#changed = changed;
    setInterval(() => this.#look(), 1000);
  }

  open() {
    const source = new EventSource("/v1/events");
    this.#source = source;
    source.addEventListener("open", () => this.#load());
    source.addEventListener("state", (event) => this.#receive(event.data));
    source.addEventListener("error", () => {
      this.#pending = [];
      if (source.readyState !== EventSource.CLOSED) return;
      if (this.state === null) this.#become("UNREACHABLE", "");
      setTimeout(() => this.open(), RETRY_MILLIS);
    });
  }

  /** The whole state at each connection: what happened while the page was cut off is in it. */
  async #load() {
    this.#pending = [];
    const collecting = this.#pending;
    this.state = this.state && { ...this.state, whole: false };
    try {
      const response = await fetch("/v1/state");
      if (!response.ok) throw new Error(`the monitor answered ${response.status}`);
      const whole = await response.json();
      if (this.#pending !== collecting) return;
      this.state = collecting.reduce(merge, merge({}, whole));
      this.state.whole = true;
      this.#pending = [];
      this.#news();
    } catch (failure) {
      this.#source.close();
      this.#become(failure instanceof SyntaxError ? "UNREADABLE" : this.state ? "STALE" : "UNREACHABLE", failure.message);
      setTimeout(() => this.open(), RETRY_MILLIS);
    }
  }

  #receive(data) {
    let event;
    try {
      event = JSON.parse(data);
    } catch (failure) {
      this.#become("UNREADABLE", failure.message);
      return;
    }
    if (this.state?.whole) this.state = merge(this.state, event);
    else this.#pending.push(event);
    this.#news();
  }

  #news() {
    this.lastEvent = Date.now();
    if (this.state) this.#become("LIVE", "");
  }

  #look() {
    if (this.condition === "LIVE" && Date.now() - this.lastEvent > STALE_MILLIS) this.condition = "STALE";
    if (this.condition === "WAITING" && performance.now() > STALE_MILLIS) this.condition = "UNREACHABLE";
    if (this.condition !== "LIVE") this.#changed();
  }

  #become(condition, detail) {
    this.condition = condition;
    this.detail = detail;
    this.#changed();
  }
}
