package io.retort.learning.safetensors;

import io.retort.learning.student.UnusableModelException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file of tensors whose header was read and checked. Holds no open file: each tensor is mapped by itself when it is asked
 * for, which is how a file above 2 GiB can be read.
 */
public final class SafetensorsFile {

    /** The reference implementation's own limit. */
    private static final long LONGEST_HEADER = 100_000_000;

    private final Path file;
    private final long dataBegin;
    private final TensorHeader header;

    private SafetensorsFile(Path file, long dataBegin, TensorHeader header) {
        this.file = file;
        this.dataBegin = dataBegin;
        this.header = header;
    }

    /** @throws UnusableModelException if the file is missing, cut short or its header is not what the format allows */
    public static SafetensorsFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < Long.BYTES) {
                throw new UnusableModelException(file, size + " bytes; allowed: at least 8");
            }
            long headerBytes = read(channel, 0, Long.BYTES).getLong();
            if (headerBytes < 2 || headerBytes > Math.min(LONGEST_HEADER, size - Long.BYTES)) {
                throw new UnusableModelException(file, "a header of " + headerBytes + " bytes in a file of " + size);
            }
            long dataBegin = Long.BYTES + headerBytes;
            byte[] json = read(channel, Long.BYTES, (int) headerBytes).array();
            return new SafetensorsFile(file, dataBegin, new TensorHeader(file, json, size - dataBegin));
        } catch (NoSuchFileException e) {
            throw new UnusableModelException(file, "missing", e);
        } catch (EOFException e) {
            throw new UnusableModelException(file, "ends within its header", e);
        }
    }

    public SortedSet<String> names() {
        return new TreeSet<>(header.entries().keySet());
    }

    public SortedMap<String, String> metadata() {
        return new TreeMap<>(header.metadata());
    }

    /**
     * The elements of an F32 tensor.
     *
     * @throws UnusableModelException if there is none of that name, type and shape
     */
    public FloatBuffer floats(String name, long... shape) throws IOException {
        return map(name, ElementType.F32, shape).asFloatBuffer();
    }

    /** As {@link #floats}, of an I64 tensor. */
    public LongBuffer longs(String name, long... shape) throws IOException {
        return map(name, ElementType.I64, shape).asLongBuffer();
    }

    private ByteBuffer map(String name, ElementType type, long... shape) throws IOException {
        TensorEntry entry = header.entries().get(name);
        List<Long> expected = Shapes.of(shape);
        if (entry == null) {
            throw new UnusableModelException(file, "tensor " + name + ": missing; there are " + names());
        }
        if (entry.type() != type || !entry.shape().equals(expected)) {
            throw new UnusableModelException(
                    file,
                    "tensor " + name + ": " + entry.type() + " of shape " + entry.shape() + "; allowed: " + type
                            + " of shape " + expected);
        }
        if (entry.bytes() > Integer.MAX_VALUE) {
            throw new UnusableModelException(
                    file, "tensor " + name + ": " + entry.bytes() + " bytes; allowed: below 2^31");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < dataBegin + entry.end()) {
                throw new UnusableModelException(
                        file, "tensor " + name + ": the file was cut short after it was opened");
            }
            return channel.map(MapMode.READ_ONLY, dataBegin + entry.begin(), entry.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }
}
