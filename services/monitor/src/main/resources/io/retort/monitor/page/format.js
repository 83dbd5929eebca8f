// Numbers, times and names for a person. A number that is not known is a dash.

const NONE = "–";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

const known = (value) => value !== null && value !== undefined && Number.isFinite(value);

export const count = (value) => (known(value) ? whole.format(value) : NONE);

/** About three digits, as a rate or a loss is read. */
export function figure(value) {
  if (!known(value)) return NONE;
  const size = Math.abs(value);
  if (size >= 1e6) return `${(value / 1e6).toFixed(size < 1e7 ? 2 : 1)} M`;
  if (size >= 1e4) return `${(value / 1e3).toFixed(1)} k`;
  if (size >= 100) return whole.format(value);
  if (size >= 10 || size === 0) return value.toFixed(size === 0 ? 0 : 1);
  return value.toFixed(size >= 1 ? 2 : 3);
}

export const percent = (share, digits = 1) => (known(share) ? `${(share * 100).toFixed(digits)} %` : NONE);

/** With a true minus sign. */
export const signed = (words) => words.replace(/^-/, "\u2212");

export function bytes(value) {
  if (!known(value)) return NONE;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} MB`;
  return value >= 1000 ? `${(value / 1e3).toFixed(1)} kB` : `${Math.round(value)} B`;
}

/** A duration in the unit that fits it. */
export function duration(millis) {
  if (!known(millis)) return NONE;
  if (millis < 1000) return `${millis > 0 && millis < 10 ? millis.toFixed(1) : Math.round(millis)} ms`;
  if (millis < 100000) return `${(millis / 1000).toFixed(millis < 10000 ? 1 : 0)} s`;
  if (millis < 5400000) return `${Math.round(millis / 60000)} min`;
  return millis < 172800000 ? `${(millis / 3600000).toFixed(1)} h` : `${Math.round(millis / 86400000)} days`;
}

export const clock = (millis) => clockFormat.format(millis);

/** The time of day, with the day where it is another one. */
export function moment(millis, now) {
  const sameDay = new Date(millis).toDateString() === new Date(now).toDateString();
  return sameDay ? clock(millis) : `${dayFormat.format(millis)} ${clock(millis)}`;
}

/** A checkpoint's id without the zeros that pad its step. */
export const checkpoint = (id) => (id ? id.replace(/^0+(?=\d)/, "") : NONE);

export const stage = (name) => (name ? name.toLowerCase() : NONE);
