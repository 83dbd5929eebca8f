/**
 * Where prompts come from. A {@link io.retort.producer.source.PromptSource} is opened at a position and then gives one record
 * after the other, each as an outcome: what a prompt is made of, or why it can be none. The position after a record is exact, so that
 * it can be committed with the prompts and reading goes on behind them after a restart, whatever ended the last run.
 *
 * <p>A reader belongs to one thread.
 */
@NullMarked
package io.retort.producer.source;

import org.jspecify.annotations.NullMarked;
