package io.retort.learning.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.retort.learning.student.NumericsProfile;
import java.util.List;

/** libtorch on the processor, with a fixed number of threads an operation. Thread-safe. */
public final class TorchEngine {

    private static final String NAME = "PyTorch";

    private final int threads;
    private final NumericsProfile numerics;

    private TorchEngine(int threads, NumericsProfile numerics) {
        this.threads = threads;
        this.numerics = numerics;
    }

    /**
     * Starts the engine, from the class path alone, unless this process has it already.
     *
     * @param threads how many threads an operation may use, at least 1
     * @throws ai.djl.engine.EngineException if the native library is not there or does not fit the machine
     */
    public static TorchEngine start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; allowed: at least 1");
        }
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true"); // else a missing library is looked for on the network
        }
        Engine engine = Engine.getEngine(NAME);
        prepareThread(threads);
        String name = "pytorch-" + engine.getVersion();
        return new TorchEngine(threads, new NumericsProfile(name, KernelSet.ofThisMachine(), threads));
    }

    /** What arithmetic runs on in this process. */
    public NumericsProfile numerics() {
        return numerics;
    }

    /** A manager for arrays in main memory; whoever asks for it closes it. */
    public NDManager newManager() {
        return newProcessorManager();
    }

    /** Compiles sources into a module; whoever asks for it closes it. */
    public TorchModule load(List<String> sources) {
        return load(sources, ModuleAttributes.NONE);
    }

    /** Compiles sources that read attributes into a module; whoever asks for it closes it. */
    public TorchModule load(List<String> sources, ModuleAttributes attributes) {
        return TorchModule.load(sources, attributes, threads);
    }

    /** How many threads an operation may use. */
    public int threads() {
        return threads;
    }

    static NDManager newProcessorManager() {
        return NDManager.newBaseManager(Device.cpu(), NAME);
    }

    /** Both settings are the calling thread's own, and a thread that computes without them computes other bits. */
    static void prepareThread(int threads) {
        JniUtils.setGraphExecutorOptimize(false);
        if (JniUtils.getNumThreads() != threads) {
            JniUtils.setNumThreads(threads);
        }
    }
}
