package io.retort.schemas.label;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Token ids to the bytes of a SoftLabel's {@code tokens} field and back. No token is no byte; else version 1:
 *
 * <pre>
 *   byte    version, 1
 *   varint  how many tokens
 *   range coded, each token under the law of {@link IdLaw}: about 1 / (id + 300)
 * </pre>
 *
 * The same tokens give the same bytes on every machine, and one list of tokens has one form in bytes.
 *
 * <p>May be shared between threads.
 */
public final class TokenCodec {

    private static final int VERSION = 1;
    private static final int LEAST_LABEL_SPACE = 2;
    /** Room made for tokens before they are read; more only as they come. */
    private static final int MOST_AT_ONCE = 256;

    /**
     * The bytes of a label's tokens.
     *
     * @param tokens each in [0, labelSpaceSize)
     * @param labelSpaceSize entries in the label space, at least 2
     * @throws IllegalArgumentException if a token, or the label space, is not what is allowed
     */
    public byte[] encode(int[] tokens, int labelSpaceSize) {
        if (labelSpaceSize < LEAST_LABEL_SPACE) {
            throw new IllegalArgumentException(
                    "a label space of " + labelSpaceSize + " entries; allowed: at least " + LEAST_LABEL_SPACE);
        }
        if (tokens.length == 0) {
            return new byte[0];
        }
        byte[] coded = coded(tokens, labelSpaceSize);
        PackedWriter bytes = new PackedWriter(1 + PackedWriter.MOST_VARINT_BYTES + coded.length);
        bytes.unsignedByte(VERSION);
        bytes.varint(tokens.length);
        bytes.bytes(coded);
        return bytes.toByteArray();
    }

    private static byte[] coded(int[] tokens, int labelSpaceSize) {
        IdLaw law = new IdLaw(labelSpaceSize);
        RangeEncoder encoder = new RangeEncoder();
        for (int token : tokens) {
            if (token < 0 || token >= labelSpaceSize) {
                throw new IllegalArgumentException("token " + token + "; allowed: 0 to " + (labelSpaceSize - 1));
            }
            law.write(token, 0, 1, encoder);
        }
        return encoder.finish();
    }

    /**
     * Reads a label's tokens; throws nothing, whatever the bytes and the number are, and allocates no more than the bytes that
     * are there can hold.
     *
     * @param labelSpaceSize the size of the label's label space
     */
    public DecodedTokens decode(byte[] bytes, int labelSpaceSize) {
        return decode(ByteBuffer.wrap(bytes), labelSpaceSize);
    }

    /** As {@link #decode(byte[], int)}; the buffer's position stays where it is. */
    public DecodedTokens decode(ByteBuffer bytes, int labelSpaceSize) {
        try {
            return new DecodedTokens.Read(bytes.hasRemaining() ? read(bytes, labelSpaceSize) : new int[0]);
        } catch (MalformedBytesException e) {
            return new DecodedTokens.Malformed(e.reason(), e.message());
        }
    }

    private static int[] read(ByteBuffer packed, int labelSpaceSize) throws MalformedBytesException {
        require(labelSpaceSize >= LEAST_LABEL_SPACE, "label-space-size", labelSpaceSize, "at least 2");
        PackedReader bytes = new PackedReader(packed);
        int version = bytes.unsignedByte();
        require(version == VERSION, "version", version, "1");
        int count = bytes.varint();
        require(count >= 1, "tokens", count, "at least 1, or no bytes");
        RangeDecoder decoder = new RangeDecoder(bytes.takeRest());
        IdLaw law = new IdLaw(labelSpaceSize);
        int[] tokens = new int[Math.min(count, MOST_AT_ONCE)];
        for (int i = 0; i < count; i++) {
            if (i == tokens.length) {
                tokens = Arrays.copyOf(tokens, (int) Math.min(count, 2L * i));
            }
            tokens[i] = law.read(0, 1, decoder);
        }
        decoder.finish();
        return tokens;
    }

    private static void require(boolean met, String reason, int found, String allowed) throws MalformedBytesException {
        if (!met) {
            throw new MalformedBytesException(reason, reason + " of " + found + "; allowed: " + allowed);
        }
    }
}
