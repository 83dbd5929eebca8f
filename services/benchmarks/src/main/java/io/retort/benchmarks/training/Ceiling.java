package io.retort.benchmarks.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retort.benchmarks.Stopwatch;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.language.LanguageModule;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The most operations that products of matrices reach on this machine, for each second that they keep a processor busy: what
 * else the machine does changes that little.
 */
final class Ceiling {

    private static final Logger log = LoggerFactory.getLogger(Ceiling.class);

    private static final int SIZE = 2_048;
    private static final int PRODUCTS = 6;

    private Ceiling() {}

    /**
     * The best of a few square products.
     *
     * @return floating-point operations a processor second, of each precision that the machine has
     */
    static Map<Precision, Double> measure(TorchEngine engine, ModelConfiguration configuration) {
        Map<Precision, Double> ceilings = new EnumMap<>(Precision.class);
        for (Precision precision : Precision.values()) {
            try {
                ceilings.put(precision, measure(engine, configuration, precision));
            } catch (EngineException e) {
                if (precision == Precision.FLOAT32) {
                    throw e;
                }
                log.atInfo().addKeyValue("precision", precision).log("this machine's libtorch lacks a precision");
            }
        }
        return ceilings;
    }

    private static double measure(TorchEngine engine, ModelConfiguration configuration, Precision precision) {
        List<String> sources = List.of(TorchSources.read(Ceiling.class, "ceiling.py"));
        try (TorchModule module = LanguageModule.load(engine, configuration, precision, sources);
                NDManager manager = engine.newManager()) {
            Shape square = new Shape(SIZE, SIZE);
            NDList narrowed = module.call("ceiling_operands", manager, manager.ones(square), manager.ones(square));
            double most = 0;
            for (int i = 0; i < PRODUCTS; i++) {
                most = Math.max(most, rate(module, manager, narrowed.get(0), narrowed.get(1)));
            }
            return most;
        }
    }

    private static double rate(TorchModule module, NDManager manager, NDArray x, NDArray weight) {
        try (NDManager call = manager.newSubManager()) {
            Stopwatch stopwatch = Stopwatch.start();
            module.call("ceiling_product", call, x, weight);
            return stopwatch.rate(2L * SIZE * SIZE * SIZE).perProcessorSecond();
        }
    }
}
