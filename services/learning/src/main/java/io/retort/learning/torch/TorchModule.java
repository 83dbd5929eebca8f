package io.retort.learning.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Compiled TorchScript functions. Not for use by several threads at once. */
public final class TorchModule implements AutoCloseable {

    private final NDManager manager;
    private final PtSymbolBlock block;
    private final int threads;

    private TorchModule(NDManager manager, PtSymbolBlock block, int threads) {
        this.manager = manager;
        this.block = block;
        this.threads = threads;
    }

    static TorchModule load(List<String> sources, ModuleAttributes attributes, int threads) {
        TorchEngine.prepareThread(threads);
        NDManager manager = TorchEngine.newProcessorManager();
        try (ByteArrayInputStream archive = new ByteArrayInputStream(TorchScriptArchive.of(sources, attributes))) {
            PtSymbolBlock block = JniUtils.loadModule((PtNDManager) manager, archive, false, false);
            return new TorchModule(manager, block, threads);
        } catch (IOException e) {
            manager.close();
            throw new UncheckedIOException("cannot read from memory", e);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Calls a function of tensors that returns tensors.
     *
     * @param scope owns what is returned
     * @param arguments in the function's order; they stay their owners'
     */
    public NDList call(String function, NDManager scope, NDArray... arguments) {
        return call(function, scope, TorchArguments.of(arguments));
    }

    /**
     * Calls a function that returns tensors.
     *
     * @param scope owns what is returned
     * @param arguments used up by this call
     */
    public NDList call(String function, NDManager scope, TorchArguments arguments) {
        TorchEngine.prepareThread(threads);
        try (NDArray name = scope.create(0)) {
            name.setName("module_method:" + function);
            // DJL gives what a function returns to the first array's manager, so that is to be the scope's.
            NDList list = new NDList(name);
            list.addAll(arguments.arrays());
            return IValueUtils.forward(block, list, true);
        } finally {
            arguments.release();
        }
    }

    /** Calls a function without arguments that returns a text. */
    String callForText(String function) {
        TorchEngine.prepareThread(threads);
        try (IValue text = IValueUtils.runMethod(block, function)) {
            return text.toStringValue();
        }
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
