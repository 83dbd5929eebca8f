package io.retort.producer;

/**
 * What a producer has done since it was started; only what is committed counts.
 *
 * @param prompts written
 * @param refused records that became dead letters
 * @param sourceEnded whether the source has ended and all of it is produced
 * @param nothingToDo whether that was so before it was started
 */
public record ProducerFigures(long prompts, long refused, boolean sourceEnded, boolean nothingToDo) {

    static final ProducerFigures NONE = new ProducerFigures(0, 0, false, false);

    ProducerFigures plus(PromptBatch batch) {
        return new ProducerFigures(
                prompts + batch.prompts(),
                refused + batch.refused(),
                batch.after().finished(),
                nothingToDo);
    }
}
