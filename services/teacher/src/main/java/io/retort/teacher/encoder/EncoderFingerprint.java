package io.retort.teacher.encoder;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Over everything that decides a label: weights, tokenizer, method, classes and temperature. */
final class EncoderFingerprint {

    /** Changes with the formulas of this package. */
    private static final String METHOD = "zero-shot/1";

    private EncoderFingerprint() {}

    static Sha256 of(EncoderFiles files, ClassSet classes, float temperature) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(files.weights());
        parts.add(files.tokenizer());
        parts.add(utf8(METHOD + " maxTokens=" + files.maxTokens() + " temperature=" + temperature));
        classes.classes().forEach(one -> parts.add(of(one).bytes()));
        return Fingerprints.of(parts.toArray(byte[][]::new));
    }

    private static Sha256 of(NamedClass one) {
        Stream<String> texts = Stream.concat(Stream.of(one.name()), ClassTexts.of(one).stream());
        return Fingerprints.of(texts.map(EncoderFingerprint::utf8).toArray(byte[][]::new));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
