package io.retort.trainer.learner;

import io.retort.trainer.label.LabelVerdict;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of soft-labels that does not fit the student, and why. */
public record RefusedLabel(ConsumerRecord<byte[], byte[]> record, LabelVerdict.Refused verdict) {}
