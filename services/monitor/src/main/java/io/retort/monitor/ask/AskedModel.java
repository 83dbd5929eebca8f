package io.retort.monitor.ask;

/** A model that answers a question about one text: a student behind a server, or a teacher. May be asked by several threads. */
public interface AskedModel {

    /**
     * What it says of a text.
     *
     * @throws AskFailedException if it cannot say; the message is shown to the person who asked
     */
    ModelAnswer ask(String text) throws AskFailedException;
}
