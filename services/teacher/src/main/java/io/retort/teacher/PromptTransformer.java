package io.retort.teacher;

import io.retort.platform.kafka.TransformOutcome;
import io.retort.platform.kafka.Transformer;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.teacher.RememberedLabels.Key;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of the prompts topic to records of the soft-labels topic. A prompt that has been labelled before, and is still
 * remembered, has its label repeated.
 */
final class PromptTransformer implements Transformer {

    /** English text has about so many bytes a token. */
    private static final int BYTES_PER_TOKEN = 4;

    /** Some ten thousand labels of language models. */
    private static final long REMEMBERED_BYTES = 32L << 20;

    private final RecordCodec<Prompt> prompts = RecordCodecs.prompt();
    private final RecordCodec<SoftLabel> softLabels = RecordCodecs.softLabel();
    private final Teacher teacher;
    private final SoftLabelMaker maker;
    private final String labelsTopic;
    private final TeacherMetrics metrics;
    private final RememberedLabels remembered = new RememberedLabels(REMEMBERED_BYTES);

    PromptTransformer(Teacher teacher, SoftLabelMaker maker, String labelsTopic, TeacherMetrics metrics) {
        this.teacher = teacher;
        this.maker = maker;
        this.labelsTopic = labelsTopic;
        this.metrics = metrics;
    }

    @Override
    public List<TransformOutcome> transform(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Decoded<Prompt>> decoded =
                records.stream().map(record -> prompts.decode(record.value())).toList();
        List<Prompt> readable = decoded.stream()
                .flatMap(one -> one.match(Stream::of, unreadable -> Stream.<Prompt>empty()))
                .toList();
        Iterator<TransformOutcome> answers = answers(readable).iterator();
        return decoded.stream()
                .map(one -> one.<TransformOutcome>match(prompt -> answers.next(), this::unreadable))
                .toList();
    }

    /** The prompt's tokens, estimated from its bytes: this thread has no time to count them. */
    @Override
    public long weigh(ConsumerRecord<byte[], byte[]> record) {
        return 1 + Math.max(0, record.serializedValueSize()) / BYTES_PER_TOKEN;
    }

    private List<TransformOutcome> answers(List<Prompt> prompts) {
        List<Key> keys = prompts.stream().map(Key::of).toList();
        Map<Key, Prompt> unknown = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (remembered.of(keys.get(i)).isEmpty()) {
                unknown.putIfAbsent(keys.get(i), prompts.get(i));
            }
        }
        Iterator<LabelOutcome> made = label(List.copyOf(unknown.values())).iterator();
        Map<Key, LabelOutcome> outcomes = new HashMap<>();
        unknown.keySet().forEach(key -> outcomes.put(key, made.next()));
        return IntStream.range(0, keys.size())
                .mapToObj(i -> answer(prompts.get(i), keys.get(i), outcomes))
                .toList();
    }

    /** Remembered, or made just now: then remembered for its repetition in the same batch, too. */
    private TransformOutcome answer(Prompt prompt, Key key, Map<Key, LabelOutcome> outcomes) {
        LabelOutcome outcome = outcomes.get(key);
        return remembered
                .of(key)
                .map(label -> repeated(prompt, label))
                .orElseGet(() -> outcome(prompt, key, Objects.requireNonNull(outcome)));
    }

    private List<LabelOutcome> label(List<Prompt> readable) {
        if (readable.isEmpty()) {
            return List.of();
        }
        List<LabelOutcome> outcomes = metrics.labelling(readable.size(), () -> teacher.label(readable));
        if (outcomes.size() != readable.size()) {
            throw new IllegalStateException("the teacher " + teacher.identity().getId() + " gave " + outcomes.size()
                    + " outcomes for " + readable.size() + " prompts");
        }
        return outcomes;
    }

    private TransformOutcome outcome(Prompt prompt, Key key, LabelOutcome outcome) {
        return outcome.match(
                labelled -> {
                    SoftLabel label = maker.make(prompt, labelled);
                    metrics.labelled(label);
                    remembered.remember(key, label);
                    return transformed(label);
                },
                unlabellable -> {
                    metrics.unlabellable(unlabellable.reason().wireName());
                    return new TransformOutcome.Refused(unlabellable.reason().wireName(), unlabellable.message());
                },
                unavailable -> {
                    metrics.unavailable(unavailable);
                    return new TransformOutcome.Unavailable(unavailable.retryAfter(), unavailable.reason());
                });
    }

    private TransformOutcome repeated(Prompt prompt, SoftLabel label) {
        metrics.repeated();
        return transformed(maker.again(prompt, label));
    }

    private TransformOutcome transformed(SoftLabel label) {
        return new TransformOutcome.Transformed(List.of(new ProducerRecord<>(
                labelsTopic, label.getPromptId().getBytes(StandardCharsets.UTF_8), softLabels.encode(label))));
    }

    private TransformOutcome unreadable(Decoded.Unreadable<Prompt> unreadable) {
        metrics.unlabellable(unreadable.reason());
        return new TransformOutcome.Refused(unreadable.reason(), unreadable.message());
    }
}
