package io.retort.trainer.checkpoint;

import io.retort.schemas.record.Refusal;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.Tile;
import java.util.HexFormat;
import java.util.List;

/** A tile as {@code checkpoint.json} holds it; its fields are the tile's, the hash in hexadecimal. */
record TileState(int partition, long from, long to, int records, String hash, List<RefusalState> refused) {

    record RefusalState(long offset, String reason) {}

    static TileState of(Tile tile) {
        return new TileState(
                tile.getPartition(),
                tile.getFrom(),
                tile.getTo(),
                tile.getRecords(),
                HexFormat.of().formatHex(tile.getHash().bytes()),
                tile.getRefused().stream()
                        .map(refusal -> new RefusalState(refusal.getOffset(), refusal.getReason()))
                        .toList());
    }

    Tile toTile() {
        return new Tile(
                partition,
                from,
                to,
                records,
                new Sha256(HexFormat.of().parseHex(hash)),
                refused.stream()
                        .map(refusal -> new Refusal(refusal.offset(), refusal.reason()))
                        .toList());
    }
}
