package io.retort.learning.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a function of a {@link TorchModule} is called with, in its order: tensors and lists of tensors. They stay their
 * owners'. An array may stand in one place only, since DJL tells lists apart by a name on the array.
 */
public final class TorchArguments {

    private final NDList arrays = new NDList();
    private final List<NDArray> listed = new ArrayList<>();
    private final Set<NDArray> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int lists;

    private TorchArguments() {}

    /** Tensors, one after the other. */
    public static TorchArguments of(NDArray... tensors) {
        return new TorchArguments().and(tensors);
    }

    /** And then these tensors. */
    public TorchArguments and(NDArray... tensors) {
        Arrays.stream(tensors).forEach(this::add);
        return this;
    }

    /**
     * And then one argument that is a list of tensors.
     *
     * @throws IllegalArgumentException if it is empty: DJL cannot say so
     */
    public TorchArguments andList(List<? extends NDArray> tensors) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException("a list of 0 tensors; allowed: at least 1");
        }
        String name = "list" + lists++ + "[]";
        for (NDArray tensor : tensors) {
            add(tensor);
            tensor.setName(name);
            listed.add(tensor);
        }
        return this;
    }

    NDList arrays() {
        return arrays;
    }

    /** Takes the names off again, or the next call would find these arrays in lists they are not in. */
    void release() {
        listed.forEach(tensor -> tensor.setName(null));
    }

    private void add(NDArray tensor) {
        if (!seen.add(tensor)) {
            release();
            throw new IllegalArgumentException("an array stands twice in one call; allowed: once");
        }
        arrays.add(tensor);
    }
}
