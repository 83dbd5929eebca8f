package io.retort.learning.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Where one tensor's bytes go: exactly as many as its shape says, or the file would be of other tensors than its header. */
final class TensorChannel implements WritableByteChannel {

    private final FileChannel file;
    private final StoredTensor tensor;
    private long written;

    private TensorChannel(FileChannel file, StoredTensor tensor) {
        this.file = file;
        this.tensor = tensor;
    }

    static void write(FileChannel file, StoredTensor tensor) throws IOException {
        TensorChannel channel = new TensorChannel(file, tensor);
        tensor.bytes().copyTo(channel);
        channel.requireAll();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (written + count > tensor.size()) {
            throw fault(written + count);
        }
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        written += count;
        return count;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    /** The file goes on with the next tensor. */
    @Override
    public void close() {}

    private void requireAll() {
        if (written != tensor.size()) {
            throw fault(written);
        }
    }

    private IllegalStateException fault(long bytes) {
        return new IllegalStateException("tensor " + tensor.name() + " of shape " + tensor.shape() + " gave " + bytes
                + " bytes; allowed: " + tensor.size());
    }
}
