package io.retort.monitor.state;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The Jensen-Shannon divergence of two distributions given as counts (Lin 1991, with equal weights). */
final class JensenShannon {

    private static final double LN_2 = Math.log(2);

    private JensenShannon() {}

    /**
     * {@code sum_i p_i/2 log2(p_i/m_i) + q_i/2 log2(q_i/m_i)} with {@code m = (p + q)/2}; terms with nothing in them count as 0.
     *
     * @param a counts, each zero or more, more than zero in sum
     * @param b as a
     * @return in bits, 0 to 1 up to rounding
     */
    static double bits(Map<Integer, Long> a, Map<Integer, Long> b) {
        double totalA = total(a);
        double totalB = total(b);
        Set<Integer> ids = new HashSet<>(a.keySet());
        ids.addAll(b.keySet());
        double sum = 0;
        for (Integer id : ids) {
            double p = a.getOrDefault(id, 0L) / totalA;
            double q = b.getOrDefault(id, 0L) / totalB;
            double middle = (p + q) / 2;
            sum += term(p, middle) + term(q, middle);
        }
        return Math.max(0, sum / 2);
    }

    private static double term(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle) / LN_2;
    }

    private static double total(Map<Integer, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
