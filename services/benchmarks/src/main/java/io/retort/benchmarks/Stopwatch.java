package io.retort.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Time since it was started, on the wall and of the processors. */
public final class Stopwatch {

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final long start = System.nanoTime();
    private final long processorStart = process.getProcessCpuTime();

    private Stopwatch() {}

    public static Stopwatch start() {
        return new Stopwatch();
    }

    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** How long this whole process kept a processor busy, those of all its threads added up. */
    public double processorSeconds() {
        return (process.getProcessCpuTime() - processorStart) / 1e9;
    }

    /** So many, until now. */
    public Rate rate(long count) {
        return new Rate(count / seconds(), count / processorSeconds());
    }
}
