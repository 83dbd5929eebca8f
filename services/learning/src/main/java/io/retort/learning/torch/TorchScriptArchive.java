package io.retort.learning.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module without parameters, in the archive format of {@code torch.jit.save}: a zip of stored files, of which
 * {@code code/__torch__.py} is the source and {@code data.pkl} a pickled instance of its one class. The same sources and
 * attributes give the same bytes.
 */
final class TorchScriptArchive {

    private static final String ROOT = "maths/";

    private static final String CLASS_HEAD = """
            class Maths(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              _is_full_backward_hook : Optional[bool]
            """;

    // Pickle protocol 2: an empty tuple.
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private TorchScriptArchive() {}

    /** @param sources each one holds functions whose first parameter is {@code self}; they become methods of one class */
    static byte[] of(List<String> sources, ModuleAttributes attributes) {
        String code = CLASS_HEAD
                + declared(attributes.integers().keySet(), "int")
                + declared(attributes.reals().keySet(), "float")
                + sources.stream().map(TorchScriptArchive::indented).collect(Collectors.joining());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            put(zip, "data.pkl", pickledInstance(attributes));
            put(zip, "code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", NO_CONSTANTS);
            put(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    private static String indented(String source) {
        return source.lines()
                .map(line -> line.isBlank() ? "\n" : "  " + line + "\n")
                .collect(Collectors.joining());
    }

    private static String declared(Set<String> names, String type) {
        return names.stream().map(name -> "  " + name + " : " + type + "\n").collect(Collectors.joining());
    }

    /**
     * Pickle protocol 2 of {@code Maths.__new__(Maths)} with the state {training: True, _is_full_backward_hook: None} and
     * the attributes.
     */
    private static byte[] pickledInstance(ModuleAttributes attributes) {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2}); // PROTO 2
        pickle.writeBytes("c__torch__\nMaths\n)".getBytes(StandardCharsets.US_ASCII)); // GLOBAL, EMPTY_TUPLE
        pickle.writeBytes(new byte[] {(byte) 0x81, '}', '('}); // NEWOBJ, EMPTY_DICT, MARK
        string(pickle, "training");
        pickle.write(0x88); // NEWTRUE
        string(pickle, "_is_full_backward_hook");
        pickle.write('N'); // NONE
        attributes.integers().forEach((name, value) -> {
            string(pickle, name);
            pickle.write('J'); // BININT
            pickle.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
        });
        attributes.reals().forEach((name, value) -> {
            string(pickle, name);
            pickle.write('G'); // BINFLOAT, big-endian
            pickle.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        });
        pickle.writeBytes("ub.".getBytes(StandardCharsets.US_ASCII)); // SETITEMS, BUILD, STOP
        return pickle.toByteArray();
    }

    private static void string(ByteArrayOutputStream pickle, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        pickle.writeBytes(new byte[] {'X', (byte) utf8.length, 0, 0, 0}); // BINUNICODE, length in little-endian
        pickle.writeBytes(utf8);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
