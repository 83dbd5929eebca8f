package io.retort.learning.classifier;

import java.util.Arrays;

/**
 * A text's features: words, pairs of neighbouring words, and runs of 3 to 5 characters (across words and the spaces between
 * them), each hashed to a row of a table (Weinberger et al. 2009, without the sign), and one row that every text has. A
 * feature counts once, however often it occurs.
 *
 * <p>Rows from 0 are for words, the rows after them for runs of characters, the last one for all texts. Two features may
 * share a row. Immutable and thread-safe; a function of the text and the two sizes.
 */
final class TextFeatures {

    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 5;

    private static final int FNV_PRIME = 0x01000193;
    private static final int FNV_BASIS = 0x811C9DC5;
    private static final int GOLDEN = 0x9E3779B1;

    private final int wordRows;
    private final int characterRows;

    /** @param wordRows at least 1 */
    TextFeatures(int wordRows, int characterRows) {
        this.wordRows = wordRows;
        this.characterRows = characterRows;
    }

    /** How many rows there are. */
    int rows() {
        return wordRows + characterRows + 1;
    }

    /** The rows of a text's features, distinct, in the order of their first occurrence; at least one. */
    int[] of(String text) {
        char[] characters = NormalizedText.of(text);
        DistinctRows rows = new DistinctRows(1 + (3 + 2) * characters.length);
        rows.add(wordRows + characterRows);
        addWords(characters, rows);
        addRuns(characters, rows);
        return rows.toArray();
    }

    /** The value of each of a text's features, which makes their squares sum to 1. */
    static float value(int features) {
        return (float) (1 / Math.sqrt(features));
    }

    private void addWords(char[] characters, DistinctRows rows) {
        int previous = 0;
        int hash = FNV_BASIS;
        for (int i = 1; i < characters.length; i++) {
            if (characters[i] != ' ') {
                hash = (hash ^ characters[i]) * FNV_PRIME;
                continue;
            }
            rows.add(row(hash, wordRows));
            if (previous != 0) {
                rows.add(row(previous * GOLDEN ^ hash, wordRows));
            }
            previous = hash;
            hash = FNV_BASIS;
        }
    }

    private void addRuns(char[] characters, DistinctRows rows) {
        for (int begin = 0; begin + SHORTEST_RUN <= characters.length; begin++) {
            int end = Math.min(characters.length, begin + LONGEST_RUN);
            int hash = FNV_BASIS;
            for (int i = begin; i < end; i++) {
                hash = (hash ^ characters[i]) * FNV_PRIME;
                if (i - begin >= SHORTEST_RUN - 1) {
                    rows.add(wordRows + row(hash, characterRows));
                }
            }
        }
    }

    /** Spreads a hash evenly over rows: the finalizer of MurmurHash3, then its share of the range (Lemire 2016). */
    private static int row(int hash, int rows) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        h ^= h >>> 16;
        return (int) (Integer.toUnsignedLong(h) * rows >>> 32);
    }

    /** A list that takes each row once, with an open-addressed table of what it has. */
    private static final class DistinctRows {

        private final int[] rows;
        private final int[] table; // row + 1, or 0
        private final int mask;
        private int count;

        /** @param most rows that will be added */
        DistinctRows(int most) {
            rows = new int[most];
            table = new int[Integer.highestOneBit(most) * 4];
            mask = table.length - 1;
        }

        void add(int row) {
            int slot = row * GOLDEN >>> 7 & mask;
            while (table[slot] != 0) {
                if (table[slot] == row + 1) {
                    return;
                }
                slot = slot + 1 & mask;
            }
            table[slot] = row + 1;
            rows[count++] = row;
        }

        int[] toArray() {
            return Arrays.copyOf(rows, count);
        }
    }
}
