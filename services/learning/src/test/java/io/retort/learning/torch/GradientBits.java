package io.retort.learning.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Prints a hash of the same gradient four times, from the first call of its process on: a process of its own. */
final class GradientBits {

    private static final int CALLS = 4;

    private GradientBits() {}

    /** @param arguments {@code door} to go through this package, {@code default} to leave the graph optimizer as it comes */
    public static void main(String[] arguments) throws IOException {
        List<String> sources = List.of(TorchSources.read(GradientBits.class, "gradient.py"));
        if (arguments[0].equals("door")) {
            throughTheDoor(sources);
        } else {
            asItComes(sources);
        }
    }

    private static void throughTheDoor(List<String> sources) {
        TorchEngine engine = TorchEngine.start(1);
        try (NDManager manager = engine.newManager();
                TorchModule module = engine.load(sources)) {
            NDArray[] inputs = inputs(manager);
            for (int i = 0; i < CALLS; i++) {
                print(module.call("gradient", manager, inputs));
            }
        }
    }

    private static void asItComes(List<String> sources) throws IOException {
        try (NDManager manager = TorchEngine.newProcessorManager();
                PtSymbolBlock block = JniUtils.loadModule(
                        (PtNDManager) manager,
                        new ByteArrayInputStream(TorchScriptArchive.of(sources, ModuleAttributes.NONE)),
                        false,
                        false)) {
            JniUtils.setNumThreads(1);
            for (int i = 0; i < CALLS; i++) {
                NDList list = new NDList(inputs(manager));
                NDArray name = manager.create(0);
                name.setName("module_method:gradient");
                list.add(name);
                print(IValueUtils.forward(block, list, true));
            }
        }
    }

    private static NDArray[] inputs(NDManager manager) {
        JniUtils.setGradMode(true);
        Random random = new Random(3);
        NDArray x = array(manager, random, 32, 40);
        NDArray w = array(manager, random, 48, 40);
        w.setRequiresGradient(true);
        return new NDArray[] {x, w};
    }

    private static NDArray array(NDManager manager, Random random, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(rows, columns));
    }

    private static void print(NDList gradient) {
        System.out.println("bits " + Arrays.hashCode(gradient.singletonOrThrow().toFloatArray()));
    }
}
