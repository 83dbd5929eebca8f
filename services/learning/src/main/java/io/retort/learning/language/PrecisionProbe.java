package io.retort.learning.language;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchArguments;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the fastest precision by timing products of a model's own shapes: what a processor has instructions for, and what its
 * libraries are good at, is not to be told from its name. A choice by time may differ from start to start, so who
 * promises bits has to remember it.
 */
public final class PrecisionProbe {

    private static final Logger log = LoggerFactory.getLogger(PrecisionProbe.class);

    private static final int ROWS = 256;
    private static final int MOST_OF_HEAD = 8_192; // rows of the head are alike, and a whole one takes long
    private static final int REPETITIONS = 5;
    private static final int HOPELESS = 3;

    private final TorchEngine engine;
    private final ModelConfiguration configuration;

    public PrecisionProbe(TorchEngine engine, ModelConfiguration configuration) {
        this.engine = engine;
        this.configuration = configuration;
    }

    /** Takes the time of every precision; well below a second for a small model. */
    public ProbedPrecision run() {
        Map<Precision, Duration> times = new EnumMap<>(Precision.class);
        try (NDManager manager = engine.newManager()) {
            NDArray x = ones(manager, ROWS, configuration.hiddenSize());
            List<NDArray> weights = weights(manager);
            for (Precision precision : Precision.values()) {
                time(precision, x, weights, times).ifPresent(time -> times.put(precision, time));
            }
        }
        ProbedPrecision probed = ProbedPrecision.of(times);
        log.atDebug()
                .addKeyValue("precision", probed.fastest())
                .addKeyValue("times", times)
                .log("probed precisions of matrix products");
        return probed;
    }

    private Optional<Duration> time(
            Precision precision, NDArray x, List<NDArray> weights, Map<Precision, Duration> others) {
        List<String> sources = List.of(precision.source(), TorchSources.read(PrecisionProbe.class, "probe.py"));
        try (NDManager manager = x.getManager().newSubManager();
                TorchModule module = engine.load(sources)) {
            List<NDArray> narrowed =
                    module.call("narrowed", manager, TorchArguments.of().andList(weights));
            long shortest = time(module, x, narrowed);
            for (int i = 1; i < REPETITIONS && !isHopeless(shortest, others); i++) {
                shortest = Math.min(shortest, time(module, x, narrowed));
            }
            return Optional.of(Duration.ofNanos(shortest));
        } catch (EngineException e) {
            if (precision == Precision.FLOAT32) {
                throw e;
            }
            log.atInfo().addKeyValue("precision", precision).log("this machine's libtorch lacks a precision");
            return Optional.empty();
        }
    }

    private static long time(TorchModule module, NDArray x, List<NDArray> weights) {
        try (NDManager call = x.getManager().newSubManager()) {
            long start = System.nanoTime();
            module.call("products", call, TorchArguments.of(x).andList(weights));
            return System.nanoTime() - start;
        }
    }

    /** bfloat16 without instructions for it is many times slower, so once is enough. */
    private static boolean isHopeless(long nanoseconds, Map<Precision, Duration> others) {
        return others.values().stream().anyMatch(other -> nanoseconds > HOPELESS * other.toNanos());
    }

    private List<NDArray> weights(NDManager manager) {
        int hidden = configuration.hiddenSize();
        int queries = configuration.heads() * configuration.headSize();
        return List.of(
                ones(manager, queries, hidden),
                ones(manager, hidden, queries),
                ones(manager, configuration.intermediateSize(), hidden),
                ones(manager, hidden, configuration.intermediateSize()),
                ones(manager, Math.min(MOST_OF_HEAD, configuration.vocabularySize()), hidden));
    }

    private static NDArray ones(NDManager manager, int rows, int columns) {
        return manager.ones(new Shape(rows, columns));
    }
}
