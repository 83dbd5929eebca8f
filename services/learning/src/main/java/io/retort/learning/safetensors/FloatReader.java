package io.retort.learning.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Turns mapped bytes of F32, F16 or BF16 into pieces of floats. */
final class FloatReader {

    private static final int PIECE = 1 << 16;

    private final ElementType type;
    private final FloatSink sink;
    private final float[] converted = new float[PIECE];

    FloatReader(ElementType type, FloatSink sink) {
        this.type = type;
        this.sink = sink;
    }

    void read(ByteBuffer mapped) throws IOException {
        switch (type) {
            case F32 -> readFloats(mapped.asFloatBuffer());
            case F16, BF16 -> readHalves(mapped.asShortBuffer());
            case I64 -> throw new IllegalArgumentException("elements of I64; allowed: F32, F16, BF16");
        }
    }

    private void readFloats(FloatBuffer floats) throws IOException {
        for (int begin = 0; begin < floats.limit(); begin += PIECE) {
            sink.accept(floats.slice(begin, Math.min(PIECE, floats.limit() - begin)));
        }
    }

    private void readHalves(ShortBuffer halves) throws IOException {
        while (halves.hasRemaining()) {
            int count = Math.min(PIECE, halves.remaining());
            for (int i = 0; i < count; i++) {
                converted[i] = type == ElementType.F16
                        ? HalfPrecision.ofFloat16(halves.get())
                        : HalfPrecision.ofBfloat16(halves.get());
            }
            sink.accept(FloatBuffer.wrap(converted, 0, count));
        }
    }
}
