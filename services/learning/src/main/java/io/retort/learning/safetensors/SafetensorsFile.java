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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A file of tensors whose header was read and checked. Holds no open file: each tensor is mapped by itself when it is asked
 * for, which is how a file above 2 GiB can be read.
 */
public final class SafetensorsFile {

    /** The reference implementation's own limit. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final Set<ElementType> FLOATING = Set.of(ElementType.F32, ElementType.F16, ElementType.BF16);

    /** What is mapped at a time; a multiple of every element's width. */
    private static final long MAPPED_BYTES = 1 << 26;

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

    /** Where it was opened. */
    public Path path() {
        return file;
    }

    public SortedSet<String> names() {
        return new TreeSet<>(header.entries().keySet());
    }

    public boolean has(String name) {
        return header.entries().containsKey(name);
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

    /**
     * Whether there is a tensor of that name, of one of the types and of the shape, without looking at its elements.
     *
     * @throws UnusableModelException if not
     */
    public void require(String name, Set<ElementType> types, List<Long> shape) throws UnusableModelException {
        entry(name, types, shape);
    }

    /**
     * The elements of an F32, F16 or BF16 tensor as floats, which is exact; a tensor may be above 2 GiB.
     *
     * @throws UnusableModelException if there is none of that name and shape, or of another type
     */
    public void readFloats(String name, List<Long> shape, FloatSink sink) throws IOException {
        TensorEntry entry = entry(name, FLOATING, shape);
        FloatReader reader = new FloatReader(entry.type(), sink);
        for (long begin = 0; begin < entry.bytes(); begin += MAPPED_BYTES) {
            reader.read(map(name, entry, begin, Math.min(MAPPED_BYTES, entry.bytes() - begin)));
        }
    }

    /** Whether two tensors of this and another file have the same type, shape and bytes. */
    public boolean hasEqual(String name, SafetensorsFile other, String otherName) throws IOException {
        TensorEntry entry = entry(name);
        TensorEntry otherEntry = other.entry(otherName);
        if (entry.type() != otherEntry.type() || !entry.shape().equals(otherEntry.shape())) {
            return false;
        }
        for (long begin = 0; begin < entry.bytes(); begin += MAPPED_BYTES) {
            long count = Math.min(MAPPED_BYTES, entry.bytes() - begin);
            if (!map(name, entry, begin, count).equals(other.map(otherName, otherEntry, begin, count))) {
                return false;
            }
        }
        return true;
    }

    private TensorEntry entry(String name) throws UnusableModelException {
        TensorEntry entry = header.entries().get(name);
        if (entry == null) {
            throw new UnusableModelException(file, "tensor " + name + ": missing; there are " + some(names()));
        }
        return entry;
    }

    private TensorEntry entry(String name, Set<ElementType> types, List<Long> shape) throws UnusableModelException {
        TensorEntry entry = entry(name);
        if (!types.contains(entry.type()) || !entry.shape().equals(shape)) {
            String allowed = types.stream().sorted().map(ElementType::name).collect(Collectors.joining(" or "));
            throw new UnusableModelException(
                    file,
                    "tensor " + name + ": " + entry.type() + " of shape " + entry.shape() + "; allowed: " + allowed
                            + " of shape " + shape);
        }
        return entry;
    }

    private static String some(SortedSet<String> names) {
        List<String> first = names.stream().limit(10).toList();
        return names.size() > first.size()
                ? first + " and " + (names.size() - first.size()) + " more"
                : first.toString();
    }

    private ByteBuffer map(String name, ElementType type, long... shape) throws IOException {
        TensorEntry entry = entry(name, Set.of(type), Shapes.of(shape));
        if (entry.bytes() > Integer.MAX_VALUE) {
            throw new UnusableModelException(
                    file, "tensor " + name + ": " + entry.bytes() + " bytes; allowed: below 2^31");
        }
        return map(name, entry, 0, entry.bytes());
    }

    private ByteBuffer map(String name, TensorEntry entry, long begin, long count) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < dataBegin + entry.end()) {
                throw new UnusableModelException(
                        file, "tensor " + name + ": the file was cut short after it was opened");
            }
            return channel.map(MapMode.READ_ONLY, dataBegin + entry.begin() + begin, count)
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
