/**
 * What is live, and how it changes. One thread follows the decisions and says what is wanted; one thread loads what is wanted
 * beside what is live, warms it up and swaps; requests lease what is live and finish on it. A student has memory for two: the
 * next is loaded only once the one before the live one has no lease left. Decisions made while it loads are not queued: the
 * newest counts.
 */
@NullMarked
package io.retort.server.live;

import org.jspecify.annotations.NullMarked;
