package io.retort.monitor.follow;

import io.retort.monitor.state.DeadLettersState.DeadLetterMark;
import io.retort.platform.kafka.DeadLetters;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The newest dead letters. For use by one thread. */
public final class DeadLetterTail {

    /** So many are kept. */
    public static final int LENGTH = 50;

    private static final int LONGEST_TEXT = 500;

    private final boolean textsShown;
    private final TreeSet<DeadLetterMark> newest = new TreeSet<>(Comparator.comparingLong(DeadLetterMark::at)
            .reversed()
            .thenComparing(DeadLetterMark::topic)
            .thenComparing(DeadLetterMark::partition)
            .thenComparing(DeadLetterMark::offset)
            .thenComparing(DeadLetterMark::stage));

    public DeadLetterTail(boolean textsShown) {
        this.textsShown = textsShown;
    }

    public void take(ConsumerRecord<byte[], byte[]> letter) {
        newest.add(new DeadLetterMark(
                letter.timestamp(),
                header(letter, DeadLetters.STAGE),
                header(letter, DeadLetters.REASON),
                cut(header(letter, DeadLetters.MESSAGE)),
                header(letter, DeadLetters.TOPIC),
                (int) number(letter, DeadLetters.PARTITION),
                number(letter, DeadLetters.OFFSET),
                textsShown ? text(letter.value()) : null));
        if (newest.size() > LENGTH) {
            newest.pollLast();
        }
    }

    /** Newest first. */
    public List<DeadLetterMark> newest() {
        return List.copyOf(newest);
    }

    private static @Nullable String text(byte @Nullable [] value) {
        return RecordCodecs.prompt()
                .decode(value)
                .<@Nullable String>match(prompt -> cut(prompt.getText()), fault -> RecordCodecs.softLabel()
                        .decode(value)
                        .<@Nullable String>match(label -> cut(label.getText()), other -> null));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null
                ? "unknown"
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> letter, String name) {
        try {
            return Long.parseLong(header(letter, name));
        } catch (NumberFormatException e) {
            return -1; // written by another client
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "\u2026";
    }
}
