package io.retort.trainer.support;

import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.NumericsProfile;
import io.retort.learning.student.StepOutcome;
import io.retort.learning.student.Student;
import io.retort.learning.student.StudentDescription;
import io.retort.learning.student.StudentSnapshot;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.record.Span;
import io.retort.schemas.record.Support;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A student over a small vocabulary that says always the same, and labels for it: all tokens but the first are targets. */
public final class ScriptedTokens implements Student {

    private static final LabelSpaceReference SPACE =
            new LabelSpaceReference(LabelSpaceKind.VOCABULARY, Fingerprints.ofText("vocabulary"), 50);

    /** A label of so many tokens, at least 2. */
    public static ConsumerRecord<byte[], byte[]> record(long offset, int tokens) {
        int[] ids = new int[tokens];
        ids[0] = (int) offset;
        byte[] value = RecordCodecs.softLabel()
                .encode(Labels.label((int) offset)
                        .setLabelSpace(SPACE)
                        .setText("")
                        .setTokens(ByteBuffer.wrap(new TokenCodec().encode(ids, SPACE.getSize())))
                        .setSpans(List.of(new Span(1, tokens)))
                        .setPositions(tokens - 1)
                        .setSupport(Support.TEXT)
                        .setDistributions(ByteBuffer.allocate(0))
                        .build());
        return Labels.record(0, offset, Labels.key((int) offset), value);
    }

    @Override
    public StudentDescription description() {
        return new StudentDescription("scripted-tokens", SPACE, 0, new TreeMap<>());
    }

    @Override
    public NumericsProfile numerics() {
        return new NumericsProfile("java", "strict", 1);
    }

    @Override
    public Optional<String> misfit(Example example) {
        return Optional.empty();
    }

    @Override
    public StepOutcome step(List<Example> fresh, List<List<Example>> rehearsed) {
        return StepOutcome.undivided(score(fresh));
    }

    @Override
    public List<ExampleScore> score(List<Example> examples) {
        return examples.stream()
                .map(example -> ExampleScore.ofTokens(example.tokens().positions(), 1.5, 0, 2.5, 0.75))
                .toList();
    }

    @Override
    public StudentSnapshot snapshot() {
        return directory -> {};
    }

    @Override
    public void close() {}
}
