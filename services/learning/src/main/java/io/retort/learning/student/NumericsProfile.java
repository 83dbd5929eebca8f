package io.retort.learning.student;

/**
 * On what a student's arithmetic runs. Bits repeat between two runs only where the profiles are equal.
 *
 * @param engine such as {@code pytorch-2.7.1}
 * @param kernels the kernel set the engine picked for the processor, such as {@code AVX512}
 * @param threads how many threads an operation may use
 */
public record NumericsProfile(String engine, String kernels, int threads) {

    /** As it is journalled: {@code pytorch-2.7.1/AVX512/1}. */
    @Override
    public String toString() {
        return engine + "/" + kernels + "/" + threads;
    }
}
