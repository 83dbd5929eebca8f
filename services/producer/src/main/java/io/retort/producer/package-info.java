/**
 * The producer: reads prompts from a source and writes them to the prompts topic, each exactly once. Prompts, the dead
 * letters of what can be none, and the source's position behind them are one transaction; a producer that restarts reads
 * the committed position and goes on there.
 */
@NullMarked
package io.retort.producer;

import org.jspecify.annotations.NullMarked;
