package io.retort.learning.safetensors;

/** The two 16-bit floating-point types, bit by bit. Every value of both is a float, exactly. */
final class HalfPrecision {

    private static final int FRACTION_BITS = 10;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;
    private static final int GREATEST_EXPONENT = 31;
    private static final float SMALLEST_SUBNORMAL = 0x1p-24f;

    private HalfPrecision() {}

    /** IEEE 754's binary16: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
    static float ofFloat16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >>> FRACTION_BITS) & GREATEST_EXPONENT;
        int fraction = bits & FRACTION_MASK;
        if (exponent == 0) {
            float magnitude = fraction * SMALLEST_SUBNORMAL;
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
        }
        int wideExponent = exponent == GREATEST_EXPONENT ? 255 : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wideExponent << 23 | fraction << (23 - FRACTION_BITS));
    }

    /** The upper half of a float's bits. */
    static float ofBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** To the nearest, ties to the even one; beyond the greatest, infinite; a NaN stays one. */
    static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        int even = bits >>> 16 & 1;
        return (short) (bits + 0x7fff + even >>> 16);
    }
}
