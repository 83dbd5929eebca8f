package io.retort.server.model;

import io.retort.server.generation.Generation;
import io.retort.server.generation.GenerationAdmission;
import io.retort.server.generation.ModelText;

/** A model that goes on writing texts, for several requests at once. */
public interface ServedLanguageModel extends ServedModel {

    /** Texts as it reads and writes them. */
    ModelText text();

    /** Most tokens of a prompt and its answer together. */
    int contextLength();

    /**
     * Asks for texts. This may be closed once none of them is written any longer.
     *
     * @param release run once, after that, if the request is admitted; it may close this
     */
    GenerationAdmission generate(Generation generation, Runnable release);
}
