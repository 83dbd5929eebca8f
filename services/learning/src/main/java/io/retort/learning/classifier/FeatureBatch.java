package io.retort.learning.classifier;

import java.util.Arrays;
import java.util.List;

/**
 * The features of a batch of texts, as coordinates of a matrix with one line a text and one column for each row of the table
 * that any of them touches.
 *
 * @param rows of the table, distinct, in the order of their first occurrence
 * @param positions {@code text x rows.length + column} of each value, distinct
 * @param values of the features, 1 over the square root of how many the text has, so that each text's have length 1
 */
record FeatureBatch(long[] rows, long[] positions, float[] values) {

    /** Finds columns in one pass over a batch; its memory is kept from batch to batch. */
    static final class Builder {

        private final int[] columns; // of each row of the table: column + 1 in this batch, or 0

        Builder(int tableRows) {
            columns = new int[tableRows];
        }

        /** @param rowsOfTexts the rows of each text */
        FeatureBatch build(List<int[]> rowsOfTexts) {
            long[] rows = assignColumns(rowsOfTexts);
            int count =
                    rowsOfTexts.stream().mapToInt(textRows -> textRows.length).sum();
            long[] positions = new long[count];
            float[] values = new float[count];
            int next = 0;
            for (int text = 0; text < rowsOfTexts.size(); text++) {
                int[] textRows = rowsOfTexts.get(text);
                Arrays.fill(values, next, next + textRows.length, TextFeatures.value(textRows.length));
                for (int row : textRows) {
                    positions[next++] = (long) text * rows.length + columns[row] - 1;
                }
            }
            forgetColumns(rows);
            return new FeatureBatch(rows, positions, values);
        }

        private long[] assignColumns(List<int[]> rowsOfTexts) {
            int most =
                    rowsOfTexts.stream().mapToInt(textRows -> textRows.length).sum();
            long[] rows = new long[Math.min(most, columns.length)];
            int count = 0;
            for (int[] textRows : rowsOfTexts) {
                for (int row : textRows) {
                    if (columns[row] == 0) {
                        rows[count++] = row;
                        columns[row] = count;
                    }
                }
            }
            return Arrays.copyOf(rows, count);
        }

        private void forgetColumns(long[] rows) {
            for (long row : rows) {
                columns[(int) row] = 0;
            }
        }
    }
}
