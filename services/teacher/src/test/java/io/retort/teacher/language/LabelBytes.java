package io.retort.teacher.language;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Support;
import io.retort.teacher.LabelOutcome.Labelled;
import io.retort.teacher.Prompts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Labels two fixed batches of prompts and gives a hash of the labels' bytes, also as a process of its own. */
final class LabelBytes {

    private LabelBytes() {}

    /** @param arguments the model's directory */
    public static void main(String[] arguments) {
        try (CausalTeacher teacher = TinyTeachers.open(Path.of(arguments[0]), TinyTeachers.settings(500))) {
            System.out.println(hash(teacher));
        }
    }

    static String hash(CausalTeacher teacher) {
        byte[][] parts = IntStream.range(0, 2)
                .mapToObj(batch -> IntStream.range(12 * batch, 12 * batch + 12)
                        .mapToObj(index -> Prompts.of(index, "Where is parcel number " + index * index * index + "?"))
                        .toList())
                .flatMap(batch -> bytes(teacher, batch).stream())
                .toArray(byte[][]::new);
        return Fingerprints.hex(Fingerprints.of(parts));
    }

    private static List<byte[]> bytes(CausalTeacher teacher, List<Prompt> prompts) {
        int size = teacher.labelSpace().getSize();
        return teacher.label(prompts).stream()
                .map(TinyTeachers::labelled)
                .flatMap(label -> List.of(tokens(label, size), distributions(label, size)).stream())
                .toList();
    }

    private static byte[] tokens(Labelled label, int size) {
        return new TokenCodec().encode(label.tokens().ids(), size);
    }

    private static byte[] distributions(Labelled label, int size) {
        return new LabelDistributionCodec().encode(Support.SAMPLED, label.distributions(), size);
    }
}
