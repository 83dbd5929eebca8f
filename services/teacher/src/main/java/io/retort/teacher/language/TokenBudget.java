package io.retort.teacher.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Puts together what is about equally long, so that little is computed for nothing. The same list gives the same batches.
 *
 * @param tokens most in a batch, unless it is of one alone
 */
record TokenBudget(int tokens) {

    <T> List<List<T>> batches(List<T> all, ToIntFunction<T> length) {
        List<List<T>> batches = new ArrayList<>();
        List<T> batch = new ArrayList<>();
        long sum = 0;
        for (T one : all.stream().sorted(Comparator.comparingInt(length)).toList()) {
            sum += length.applyAsInt(one);
            if (!batch.isEmpty() && sum > tokens) {
                batches.add(batch);
                batch = new ArrayList<>();
                sum = length.applyAsInt(one);
            }
            batch.add(one);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
