package io.retort.teacher.encoder;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.Teacher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Labels by likeness: {@link CosineSoftmax} of a prompt's embedding against one vector a class, the normalised mean of the
 * embeddings of the class's name, read as words, and its descriptions.
 *
 * <p>A label is a function of the prompt's text, whatever is labelled with it and on however many threads; its bits repeat on
 * the same kind of processor. A text is read up to 256 tokens, and what follows is ignored. A text without a token the
 * encoder knows is unlabellable.
 */
public final class ZeroShotEncoder implements Teacher {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TeacherIdentity identity;
    private final LabelSpace labelSpace;
    private final float temperature;
    private final TextEmbedder embedder;
    private final CosineSoftmax softmax;
    private boolean closed;

    private ZeroShotEncoder(TeacherIdentity identity, ClassSet classes, TextEmbedder embedder, float temperature) {
        this.identity = identity;
        this.labelSpace = classes.toLabelSpace(Instant.EPOCH);
        this.temperature = temperature;
        this.embedder = embedder;
        this.softmax = new CosineSoftmax(
                classes.classes().stream()
                        .map(one -> classVector(embedder, one))
                        .toList(),
                temperature);
    }

    /**
     * Loads the MiniLM encoder from the class path and reads the classes with it.
     *
     * @throws InvalidSetting if the name or a description of a class holds no token the encoder knows
     */
    public static ZeroShotEncoder open(ClassSet classes, ZeroShotSettings settings) {
        EncoderFiles files = EncoderFiles.miniLm();
        float temperature = settings.temperature();
        TeacherIdentity identity =
                new TeacherIdentity(files.id(), files.version(), EncoderFingerprint.of(files, classes, temperature));
        TextEmbedder embedder = new TextEmbedder(files, settings.threads());
        try {
            return new ZeroShotEncoder(identity, classes, embedder, temperature);
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
    }

    @Override
    public TeacherIdentity identity() {
        return identity;
    }

    @Override
    public LabelSpace labelSpace() {
        return labelSpace;
    }

    @Override
    public Support support() {
        return Support.FULL;
    }

    @Override
    public float temperature() {
        return temperature;
    }

    @Override
    public String policy() {
        return "zero-shot";
    }

    @Override
    public List<LabelOutcome> label(List<Prompt> prompts) {
        if (closed) {
            throw new IllegalStateException("the teacher " + identity.getId() + " is closed");
        }
        return embedder.embed(prompts.stream().map(Prompt::getText).toList()).stream()
                .map(this::outcome)
                .toList();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            embedder.close();
        }
    }

    private LabelOutcome outcome(EmbeddedText text) {
        return text.match(
                embedded -> new LabelOutcome.Labelled(softmax.of(embedded.vector())),
                EmbeddedText.Unreadable::outcome,
                failed -> new LabelOutcome.Unavailable(
                        "encoder-failed", String.valueOf(failed.cause().getMessage()), RETRY_AFTER));
    }

    private static float[] classVector(TextEmbedder embedder, NamedClass one) {
        return UnitVectors.mean(embedder.embed(ClassTexts.of(one)).stream()
                .map(text -> classTextVector(one, text))
                .toList());
    }

    private static float[] classTextVector(NamedClass one, EmbeddedText text) {
        return text.match(
                EmbeddedText.Embedded::vector,
                unreadable -> {
                    throw new InvalidSetting(
                            "classes",
                            one.name(),
                            "a name and descriptions that can be read; "
                                    + unreadable.outcome().message());
                },
                failed -> {
                    throw new IllegalStateException("cannot embed the class " + one.name(), failed.cause());
                });
    }
}
