package io.retort.learning.safetensors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes files of tensors: the same tensors and metadata, in any order, give the same bytes. */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 64;
    private static final JsonMapper JSON = new JsonMapper();

    private static final Comparator<StoredTensor> LAYOUT = Comparator.comparingInt(
                    (StoredTensor tensor) -> -tensor.type().bytes())
            .thenComparing(StoredTensor::name);

    private SafetensorsWriter() {}

    /**
     * Writes a new file, without flushing it to the device. Each tensor is asked for its bytes when it is its turn.
     *
     * @param tensors no two of one name
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file
     */
    public static void write(Path file, List<StoredTensor> tensors, Map<String, String> metadata) throws IOException {
        requireDistinctNames(tensors);
        List<StoredTensor> layout = tensors.stream().sorted(LAYOUT).toList();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeFully(channel, header(layout, metadata));
            for (StoredTensor tensor : layout) {
                TensorChannel.write(channel, tensor);
            }
        }
    }

    private static void requireDistinctNames(List<StoredTensor> tensors) {
        Set<String> names = new HashSet<>();
        for (StoredTensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("two tensors named " + tensor.name());
            }
        }
    }

    private static ByteBuffer header(List<StoredTensor> layout, Map<String, String> metadata) throws IOException {
        byte[] json = json(offsetsByName(layout), metadata);
        int unpadded = Long.BYTES + json.length;
        int padding = Math.floorMod(-unpadded, ALIGNMENT);
        ByteBuffer header = ByteBuffer.allocate(unpadded + padding).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(json.length + (long) padding).put(json);
        Arrays.fill(header.array(), unpadded, header.capacity(), (byte) ' ');
        return header.rewind();
    }

    private static SortedMap<String, TensorEntry> offsetsByName(List<StoredTensor> layout) {
        SortedMap<String, TensorEntry> entries = new TreeMap<>();
        long begin = 0;
        for (StoredTensor tensor : layout) {
            long end = begin + tensor.size();
            entries.put(tensor.name(), new TensorEntry(tensor.type(), tensor.shape(), begin, end));
            begin = end;
        }
        return entries;
    }

    private static byte[] json(SortedMap<String, TensorEntry> entries, Map<String, String> metadata)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectField(TensorHeader.METADATA, new TreeMap<>(metadata));
            for (Map.Entry<String, TensorEntry> named : entries.entrySet()) {
                TensorEntry entry = named.getValue();
                json.writeObjectFieldStart(named.getKey());
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {entry.begin(), entry.end()}, 0, 2);
                json.writeStringField("dtype", entry.type().name());
                json.writeObjectField("shape", entry.shape());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
