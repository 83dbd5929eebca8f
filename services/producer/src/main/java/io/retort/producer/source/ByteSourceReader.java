package io.retort.producer.source;

import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a stream of bytes from its beginning: first what was read before, which must be what it was, then
 * what is new.
 */
final class ByteSourceReader implements SourceReader {

    /** How much is kept of a record: its dead letter has to fit in its topic, whose limit is 64 KiB more. */
    static final int MOST_BYTES = 8 * 1024 * 1024;

    private enum Phase {
        HEADER,
        PREFIX,
        RECORDS
    }

    private final String sourceId;
    private final ReadPosition from;
    private final RecordLayout layout;
    private final RecordStream stream;
    private Phase phase;
    private @Nullable ContentCheck check;
    private boolean insideALine;
    private long records;

    ByteSourceReader(String sourceId, RecordLayout layout, ByteSupply supply, ReadPosition from) {
        this.sourceId = sourceId;
        this.from = from;
        this.layout = layout;
        this.stream = new RecordStream(supply, layout.cutter(), MOST_BYTES);
        this.phase = layout.hasHeader() ? Phase.HEADER : Phase.PREFIX;
        this.records = from.records();
    }

    @Override
    public ReadOutcome next(Duration wait) {
        try {
            return switch (phase) {
                case HEADER -> readHeader(wait);
                case PREFIX -> readPrefix(wait);
                case RECORDS -> readRecord(wait);
            };
        } catch (IOException e) {
            throw new UnusableSourceException(sourceId + " cannot be read any further: " + e.getMessage(), e);
        }
    }

    @Override
    public ReadPosition position() {
        return phase == Phase.RECORDS ? new ReadPosition(records, stream.bytes(), stream.hash()) : from;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UnusableSourceException(sourceId + " cannot be closed: " + e.getMessage(), e);
        }
    }

    private ReadOutcome readHeader(Duration wait) throws IOException {
        Cut cut = stream.next(wait);
        if (cut.kind() == Cut.Kind.PENDING) {
            return new ReadOutcome.Pending();
        }
        String header = cut.kind() == Cut.Kind.WHOLE ? ContentCheck.decoded(cut.bytes()) : null;
        if (header == null) {
            throw new UnusableSourceException(sourceId + " has no first line that is a CSV header in UTF-8");
        }
        check = new ContentCheck(layout.fieldBelow(header, sourceId));
        phase = Phase.PREFIX;
        return readPrefix(wait);
    }

    private ReadOutcome readPrefix(Duration wait) throws IOException {
        if (from.isStart()) {
            phase = Phase.RECORDS;
            return readRecord(wait);
        }
        if (stream.bytes() > from.bytes()) {
            throw changed("its header is longer than all that was read of it before");
        }
        if (!stream.skipTo(from.bytes(), wait)) {
            if (stream.hasEnded()) {
                throw changed("it has " + stream.bytes() + " bytes, and " + from.bytes() + " were read before");
            }
            return new ReadOutcome.Pending();
        }
        if (!stream.hash().equals(from.prefixHash())) {
            throw changed("the first " + from.bytes() + " bytes are not those that were read before");
        }
        insideALine = stream.endsInsideALine();
        phase = Phase.RECORDS;
        return readRecord(wait);
    }

    private ReadOutcome readRecord(Duration wait) throws IOException {
        Cut cut = stream.next(wait);
        if (insideALine && cut.kind() != Cut.Kind.PENDING && cut.kind() != Cut.Kind.END) {
            insideALine = false;
            if (!cut.isBlank()) {
                throw changed("its last line, which was taken for whole, has grown");
            }
            return readRecord(wait);
        }
        return switch (cut.kind()) {
            case PENDING -> new ReadOutcome.Pending();
            case END -> new ReadOutcome.End();
            case WHOLE -> counted(contentCheck().read(original(cut), where()));
            case TOO_LONG ->
                counted(refused(
                        RefusalReason.TOO_LONG, cut, "has " + cut.length() + " bytes; kept: the first " + MOST_BYTES));
            case UNCLOSED_QUOTE ->
                counted(refused(
                        RefusalReason.MALFORMED_CSV,
                        cut,
                        "opens a quote that is not closed; reading goes on at the next line"));
        };
    }

    private ReadOutcome refused(RefusalReason reason, Cut cut, String message) {
        return new ReadOutcome.Refused(reason, where() + " " + message, original(cut));
    }

    private ReadOutcome counted(ReadOutcome outcome) {
        records++;
        return outcome;
    }

    private ContentCheck contentCheck() {
        ContentCheck known = check;
        if (known == null) {
            known = new ContentCheck(layout.field());
            check = known;
        }
        return known;
    }

    private ConsumerRecord<byte[], byte[]> original(Cut cut) {
        return Originals.of(sourceId, records, cut.bytes());
    }

    private String where() {
        return "record " + (records + 1) + " of " + sourceId;
    }

    private UnusableSourceException changed(String how) {
        return new UnusableSourceException(sourceId + " has changed since it was last read: " + how
                + ". Nothing was produced; give it another name to produce it from its beginning.");
    }
}
