package io.retort.learning.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;

/** Turns pieces of floats into bytes of F32 or BF16, in a buffer of one size. */
final class FloatWriter implements FloatSink {

    private static final int BUFFER_BYTES = 1 << 18;

    private final ElementType type;
    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    FloatWriter(ElementType type, WritableByteChannel channel) {
        this.type = type;
        this.channel = channel;
    }

    @Override
    public void accept(FloatBuffer piece) throws IOException {
        FloatBuffer rest = piece.duplicate();
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), BUFFER_BYTES / type.bytes());
            buffer.clear();
            for (int i = 0; i < count; i++) {
                put(rest.get());
            }
            writeFully(buffer.flip());
        }
    }

    private void put(float value) {
        switch (type) {
            case F32 -> buffer.putFloat(value);
            case BF16 -> buffer.putShort(HalfPrecision.toBfloat16(value));
            case F16, I64 -> throw new IllegalArgumentException("floats written as " + type + "; allowed: F32, BF16");
        }
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
