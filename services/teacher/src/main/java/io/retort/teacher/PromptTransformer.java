package io.retort.teacher;

import io.retort.platform.kafka.TransformOutcome;
import io.retort.platform.kafka.Transformer;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.Decoded;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the prompts topic to records of the soft-labels topic. */
final class PromptTransformer implements Transformer {

    /** English text has about so many bytes a token. */
    private static final int BYTES_PER_TOKEN = 4;

    private final RecordCodec<Prompt> prompts = RecordCodecs.prompt();
    private final RecordCodec<SoftLabel> softLabels = RecordCodecs.softLabel();
    private final Teacher teacher;
    private final SoftLabelMaker maker;
    private final String labelsTopic;
    private final TeacherMetrics metrics;

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
        Iterator<LabelOutcome> answers = label(readable).iterator();
        return decoded.stream()
                .map(one -> one.<TransformOutcome>match(prompt -> outcome(prompt, answers.next()), this::unreadable))
                .toList();
    }

    /** The prompt's tokens, estimated from its bytes: this thread has no time to count them. */
    @Override
    public long weigh(ConsumerRecord<byte[], byte[]> record) {
        return 1 + Math.max(0, record.serializedValueSize()) / BYTES_PER_TOKEN;
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

    private TransformOutcome outcome(Prompt prompt, LabelOutcome outcome) {
        return outcome.match(
                labelled -> {
                    metrics.labelled();
                    return new TransformOutcome.Transformed(List.of(record(prompt, labelled)));
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

    private ProducerRecord<byte[], byte[]> record(Prompt prompt, LabelOutcome.Labelled labelled) {
        SoftLabel label = maker.make(prompt, labelled);
        return new ProducerRecord<>(
                labelsTopic, prompt.getId().getBytes(StandardCharsets.UTF_8), softLabels.encode(label));
    }

    private TransformOutcome unreadable(Decoded.Unreadable<Prompt> unreadable) {
        metrics.unlabellable(unreadable.reason());
        return new TransformOutcome.Refused(unreadable.reason(), unreadable.message());
    }
}
