package io.retort.producer.source;

import io.retort.schemas.record.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into records and knows at every moment how many bytes the records cut so far have and what their
 * SHA-256 is. Holds one record at most, and of a record longer than a limit only its beginning.
 */
final class RecordStream implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final ByteSupply supply;
    private final RecordCutter cutter;
    private final int mostBytes;
    private PrefixDigest read = new PrefixDigest();
    private byte[] buffer = new byte[CHUNK_BYTES];
    private int start;
    private int end;
    private boolean supplyEnded;
    private Oversize oversize = Oversize.NONE;

    /** A record too long that is being read to its end: nothing of it counts as read before. */
    private record Oversize(byte[] beginning, PrefixDigest withIt) {
        static final Oversize NONE = new Oversize(new byte[0], new PrefixDigest());
    }

    /** @param mostBytes how many bytes are kept of a record */
    RecordStream(ByteSupply supply, RecordCutter cutter, int mostBytes) {
        this.supply = supply;
        this.cutter = cutter;
        this.mostBytes = mostBytes;
    }

    long bytes() {
        return read.bytes();
    }

    Sha256 hash() {
        return read.hash();
    }

    /** Cuts the next record. */
    Cut next(Duration wait) throws IOException {
        while (oversize == Oversize.NONE) {
            int cut = cutter.endOfRecord(buffer, start, end);
            if (cut != RecordCutter.NONE) {
                return take(Cut.Kind.WHOLE, cut);
            }
            if (supplyEnded) {
                return rest();
            }
            if (end - start >= mostBytes) {
                int line = RecordCutter.endOfLine(buffer, start, end);
                if (line != RecordCutter.NONE) {
                    return take(Cut.Kind.UNCLOSED_QUOTE, line);
                }
                oversize = new Oversize(Arrays.copyOfRange(buffer, start, start + mostBytes), read.copy());
            } else if (!fill(wait)) {
                return Cut.PENDING;
            }
        }
        return oversize(wait);
    }

    /**
     * Reads on, not caring for records, until so many bytes have been read in all.
     *
     * @return whether that many have been; if not, none came in time or, if {@link #hasEnded}, there are not that many
     */
    boolean skipTo(long bytes, Duration wait) throws IOException {
        if (start == end && read.bytes() < bytes && !fill(wait)) {
            return false;
        }
        int count = (int) Math.min(end - start, bytes - read.bytes());
        read.update(buffer, start, count);
        start += count;
        return read.bytes() == bytes;
    }

    /** Whether every byte there is has been read. */
    boolean hasEnded() {
        return supplyEnded && start == end;
    }

    /** Whether what has been read ends in the middle of a line. */
    boolean endsInsideALine() {
        return read.bytes() > 0 && read.lastByte() != '\n';
    }

    @Override
    public void close() throws IOException {
        supply.close();
    }

    /** What is left has no line feed at its end; for all that, it may be a record. */
    private Cut rest() {
        if (start == end) {
            return Cut.END;
        }
        makeRoom(1);
        buffer[end] = '\n';
        if (cutter.endOfRecord(buffer, start, end + 1) != RecordCutter.NONE) {
            return take(Cut.Kind.WHOLE, end);
        }
        int line = RecordCutter.endOfLine(buffer, start, end);
        return take(Cut.Kind.UNCLOSED_QUOTE, line == RecordCutter.NONE ? end : line);
    }

    private Cut oversize(Duration wait) throws IOException {
        while (true) {
            int line = RecordCutter.endOfLine(buffer, start, end);
            int to = line == RecordCutter.NONE ? end : line;
            oversize.withIt().update(buffer, start, to - start);
            start = to;
            if (line != RecordCutter.NONE || supplyEnded) {
                Cut cut = new Cut(
                        Cut.Kind.TOO_LONG,
                        oversize.beginning(),
                        oversize.withIt().bytes() - read.bytes());
                read = oversize.withIt();
                oversize = Oversize.NONE;
                return cut;
            }
            if (!fill(wait)) {
                return Cut.PENDING;
            }
        }
    }

    private Cut take(Cut.Kind kind, int to) {
        int contentEnd = to;
        if (contentEnd > start && buffer[contentEnd - 1] == '\n') {
            contentEnd--;
            if (contentEnd > start && buffer[contentEnd - 1] == '\r') {
                contentEnd--;
            }
        }
        Cut cut = new Cut(kind, Arrays.copyOfRange(buffer, start, contentEnd), to - start);
        read.update(buffer, start, to - start);
        start = to;
        return cut;
    }

    /** Gets more bytes; says whether anything has changed. */
    private boolean fill(Duration wait) throws IOException {
        // At least as many as there are already, so that a long record is not looked through again and again.
        int wanted = Math.max(CHUNK_BYTES, end - start);
        makeRoom(wanted);
        int count = supply.read(buffer, end, wanted, wait);
        if (count == ByteSupply.END) {
            supplyEnded = true;
            return true;
        }
        end += count;
        return count > 0;
    }

    private void makeRoom(int wanted) {
        if (buffer.length - end >= wanted) {
            return;
        }
        int held = end - start;
        byte[] target = buffer.length - held >= wanted ? buffer : new byte[2 * (held + wanted)];
        System.arraycopy(buffer, start, target, 0, held);
        buffer = target;
        start = 0;
        end = held;
    }
}
