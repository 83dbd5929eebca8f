package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelDirectoryWriter;
import io.retort.learning.huggingface.TokenizerFiles;
import io.retort.learning.student.StudentSnapshot;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A causal language model at one step. Its files: a Hugging Face directory, which is what serving needs; {@code student.json};
 * and {@code optimizer.safetensors}, what going on needs beside them.
 *
 * @param profile what the student is
 * @param tokenizer files that learning does not change
 * @param state a copy
 */
record LanguageStudentSnapshot(StudentProfile profile, TokenizerFiles tokenizer, OptimizerState state)
        implements StudentSnapshot {

    @Override
    public void writeTo(Path directory) throws IOException {
        ModelDirectoryWriter.write(
                directory,
                profile.configuration(),
                tokenizer,
                (tensor, sink) -> sink.accept(state.served(tensor)),
                profile.settings().checkpointWeights());
        StudentFile.write(directory, profile);
        OptimizerFile.write(directory, state);
    }
}
