package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.Work;
import io.retort.cli.language.NewStudent;
import io.retort.learning.huggingface.ChosenLayers;
import io.retort.learning.huggingface.StudentSizes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code retort student}. */
@Command(name = "student", description = "Make a language model to begin with.")
public final class StudentCommand implements Runnable {

    private final Work work;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    public StudentCommand(Work work) {
        this.work = work;
    }

    /** Sizes of a model that knows nothing. */
    static final class Sizes {

        @Option(names = "--layers", required = true, paramLabel = "N", description = "Layers.")
        private int layers;

        @Option(names = "--hidden", required = true, paramLabel = "N", description = "Width; a multiple of --heads.")
        private int hidden;

        @Option(names = "--heads", required = true, paramLabel = "N", description = "Attention heads.")
        private int heads;

        @Option(
                names = "--key-value-heads",
                paramLabel = "N",
                description = "Of keys and values, a divisor of --heads (default: --heads).")
        private @Nullable Integer keyValueHeads;

        @Option(
                names = "--intermediate",
                paramLabel = "N",
                description = "Width of the feed-forward network (default: 8/3 of --hidden).")
        private @Nullable Integer intermediate;

        @Option(names = "--untied", description = "A head of its own, apart from the embedding.")
        private boolean untied;

        @Option(
                names = "--rope-theta",
                defaultValue = "10000",
                paramLabel = "X",
                description = "Base of the rotary embedding (default: 10000).")
        private double ropeTheta;

        @Option(
                names = "--context",
                defaultValue = "2048",
                paramLabel = "N",
                description = "Most tokens (default: 2048).")
        private int context;

        @Option(names = "--seed", defaultValue = "0", paramLabel = "S", description = "Decides its weights.")
        private long seed;

        @SuppressWarnings("NullAway.Init") // picocli fills them in
        Sizes() {}

        NewStudent student() {
            StudentSizes sizes = new StudentSizes(
                    layers,
                    hidden,
                    heads,
                    keyValueHeads == null ? heads : keyValueHeads,
                    intermediate == null ? Math.max(1, hidden * 8 / 3) : intermediate,
                    !untied,
                    ropeTheta,
                    context);
            return new NewStudent.OfSizes(sizes, seed);
        }
    }

    /** What it is made of: one or the other. */
    static final class Making {

        @ArgGroup(exclusive = false, heading = "From sizes:%n")
        private @Nullable Sizes sizes;

        @Option(
                names = "--teacher-layers",
                paramLabel = "LIST",
                description = "Instead: the teacher's layers to begin with, such as 0-3,26-29.")
        private @Nullable String teacherLayers;

        NewStudent student() {
            return sizes == null
                    ? new NewStudent.OfLayers(ChosenLayers.parse(String.valueOf(teacherLayers)))
                    : sizes.student();
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: new");
    }

    @Command(
            name = "new",
            sortOptions = false,
            description = "Make the Hugging Face directory of a student to begin with, for a teacher's vocabulary: of"
                    + " sizes, or of some layers of the teacher.")
    int create(
            @Option(
                            names = "--teacher",
                            required = true,
                            paramLabel = "DIR",
                            description = "Hugging Face directory of the teacher (Llama, Qwen2 or Mistral).")
                    Path teacher,
            @Option(
                            names = "--output",
                            required = true,
                            paramLabel = "DIR",
                            description = "New directory of the student.")
                    Path output,
            @ArgGroup(multiplicity = "1") Making making)
            throws Exception {
        try {
            return work.newStudent(teacher, output, making.student());
        } catch (IllegalArgumentException e) {
            throw new UserMistake(e);
        }
    }
}
