package io.retort.trainer.learner;

import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Tile;
import io.retort.trainer.journal.TileHash;
import io.retort.trainer.label.AcceptedLabel;
import io.retort.trainer.label.LabelCheck;
import io.retort.trainer.label.LabelVerdict;
import io.retort.trainer.label.Portion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A step's records, each accepted or refused.
 *
 * @param tiles one for each portion, in their order
 * @param accepted by tile, then by offset: the order in which they are learned
 * @param refused the same
 */
record Judged(List<Tile> tiles, List<AcceptedLabel> accepted, List<RefusedLabel> refused) {

    static Judged by(LabelCheck check, List<Portion> portions) {
        return by(check::judge, portions);
    }

    /** Refuses what the tiles refused, for their reasons, and asks the check about the rest only. */
    static Judged asJournalled(LabelCheck check, List<Tile> tiles, List<Portion> portions) {
        Map<List<Long>, Refusal> refusals = new HashMap<>();
        for (Tile tile : tiles) {
            for (Refusal refusal : tile.getRefused()) {
                refusals.put(List.of((long) tile.getPartition(), refusal.getOffset()), refusal);
            }
        }
        return by(
                record -> {
                    Refusal refusal = refusals.get(List.of((long) record.partition(), record.offset()));
                    return refusal == null
                            ? check.judge(record)
                            : new LabelVerdict.Refused(refusal.getReason(), "refused by the journal");
                },
                portions);
    }

    private static Judged by(Function<ConsumerRecord<byte[], byte[]>, LabelVerdict> judge, List<Portion> portions) {
        List<Tile> tiles = new ArrayList<>();
        List<AcceptedLabel> accepted = new ArrayList<>();
        List<RefusedLabel> refused = new ArrayList<>();
        for (Portion portion : portions) {
            List<Refusal> refusals = new ArrayList<>();
            for (var record : portion.records()) {
                judge.apply(record)
                        .match(
                                fits -> accepted.add(fits.label()),
                                unfit -> refusals.add(new Refusal(record.offset(), unfit.reason()))
                                        && refused.add(new RefusedLabel(record, unfit)));
            }
            tiles.add(new Tile(
                    portion.partition(),
                    portion.from(),
                    portion.to(),
                    portion.records().size(),
                    TileHash.of(portion.records()),
                    refusals));
        }
        return new Judged(List.copyOf(tiles), accepted, refused);
    }
}
