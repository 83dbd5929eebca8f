package io.retort.cli.compare;

import io.retort.producer.source.PromptContent;
import java.io.PrintWriter;
import java.util.List;

/** A student and the teacher it is held against. */
public interface Pair extends AutoCloseable {

    /**
     * Prints what both say of one prompt.
     *
     * @throws io.retort.cli.UserMistake if the teacher cannot label the text
     */
    void printAnswers(String text, PrintWriter out) throws Exception;

    /**
     * Prints how the student does on prompts.
     *
     * @param json whether a script reads it
     * @throws io.retort.cli.UserMistake if the teacher can label none of them
     */
    void printComparison(List<PromptContent> prompts, boolean json, PrintWriter out) throws Exception;

    @Override
    void close();
}
