package io.retort.trainer.journal;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Segment;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.schemas.record.TokenScores;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The hash that ties each journal entry to all before it: SHA-256 over the chain of the entry before and the entry's own
 * content, field by field in a fixed form, so that a later schema with more fields gives an old entry the same hash.
 */
public final class JournalChain {

    /** What the first entry is chained to. */
    public static final Sha256 ORIGIN = new Sha256(new byte[32]);

    private JournalChain() {}

    /** The chain of an entry whose own {@code chain} field is not read. */
    public static Sha256 of(Sha256 previous, JournalEntry entry) {
        MessageDigest digest = Fingerprints.sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            out.write(previous.bytes());
            writeText(out, entry.getStudent());
            out.writeLong(entry.getNumber());
            out.writeLong(entry.getStep());
            writeInstant(out, entry.getWrittenAt());
            writeBody(out, entry.getBody());
        } catch (IOException e) {
            throw new UncheckedIOException("a digest cannot fail", e);
        }
        return new Sha256(digest.digest());
    }

    private static void writeBody(DataOutputStream out, Object body) throws IOException {
        if (body instanceof Segment segment) {
            out.writeByte('G');
            writeSegment(out, segment);
        } else if (body instanceof Step step) {
            out.writeByte('S');
            writeStep(out, step);
        } else {
            throw new IllegalArgumentException("a journal entry is a Segment or a Step, not " + body);
        }
    }

    private static void writeSegment(DataOutputStream out, Segment segment) throws IOException {
        writeText(out, segment.getNumerics());
        writeText(out, segment.getSettings());
        writeText(out, segment.getClusterId());
        writeText(out, segment.getLabelsTopicId());
        out.writeInt(segment.getStart().size());
        for (NextOffset next : segment.getStart()) {
            out.writeInt(next.getPartition());
            out.writeLong(next.getOffset());
        }
    }

    private static void writeStep(DataOutputStream out, Step step) throws IOException {
        out.writeInt(step.getTiles().size());
        for (Tile tile : step.getTiles()) {
            writeTile(out, tile);
        }
        out.writeInt(step.getLearned());
        out.writeInt(step.getPositions());
        out.writeDouble(step.getLoss());
        out.writeInt(step.getAgreed());
        out.writeInt(step.getNovel());
        out.writeInt(step.getNovelPositions());
        out.writeDouble(step.getNovelLoss());
        out.writeInt(step.getNovelAgreed());
        writeTokens(out, step.getNovelTokens());
        out.writeInt(step.getChoices().size());
        for (Choice choice : step.getChoices()) {
            out.writeInt(choice.getTeachers());
            out.writeInt(choice.getStudents());
            out.writeInt(choice.getLabels());
        }
        out.writeInt(step.getMicroBatches().size());
        for (int microBatch : step.getMicroBatches()) {
            out.writeInt(microBatch);
        }
        out.writeInt(step.getRehearsed());
        out.writeLong(step.getRehearsalSeed());
        writeInstant(out, step.getNewestArrival());
    }

    private static void writeTokens(DataOutputStream out, @Nullable TokenScores scores) throws IOException {
        out.writeBoolean(scores != null);
        if (scores != null) {
            out.writeDouble(scores.getCrossEntropy());
            out.writeDouble(scores.getAcceptance());
        }
    }

    private static void writeTile(DataOutputStream out, Tile tile) throws IOException {
        out.writeInt(tile.getPartition());
        out.writeLong(tile.getFrom());
        out.writeLong(tile.getTo());
        out.writeInt(tile.getRecords());
        out.write(tile.getHash().bytes());
        out.writeInt(tile.getRefused().size());
        for (Refusal refusal : tile.getRefused()) {
            out.writeLong(refusal.getOffset());
            writeText(out, refusal.getReason());
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void writeInstant(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.toEpochMilli());
    }
}
