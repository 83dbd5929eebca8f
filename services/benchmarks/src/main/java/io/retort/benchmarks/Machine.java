package io.retort.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What stands beside every figure: the processor, and what else it was doing. Linux only; elsewhere it is unknown. */
public final class Machine {

    private Machine() {}

    /** Processor, processors and load, such as {@code Intel(R) Xeon(R) Processor, 2 processors, load 0.31}. */
    public static String describe() {
        return field(Path.of("/proc/cpuinfo"), "model name") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, load " + load();
    }

    /** Processes that ran or waited to run, on average over the last minute. */
    public static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Resident memory of this process, such as {@code 812 MB}. */
    public static String residentMemory() {
        return residentMemory(ProcessHandle.current().pid());
    }

    /** The same of another process. */
    public static String residentMemory(long pid) {
        String kilobytes =
                field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS").replace(" kB", "");
        return kilobytes.equals("unknown")
                ? kilobytes
                : String.format(Locale.ROOT, "%.0f MB", Long.parseLong(kilobytes) * 1024 / 1e6);
    }

    private static String field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
