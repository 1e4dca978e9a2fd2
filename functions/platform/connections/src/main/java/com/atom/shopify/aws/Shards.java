package com.atom.shopify.aws;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.proof.Digest;
import java.util.List;
import java.util.stream.IntStream;

/// Spreads what is kept of a shop over several keys, so that one shop's busy day is no hot partition: DynamoDB takes a thousand
/// writes a second under one key.
///
/// @param kind what is kept, a word
public record Shards(String kind) {
    private static final int COUNT = 8;

    /// The key under which this one of the shop's things is kept.
    public String owner(ShopDomain shop, String id) {
        return owner(shop, Integer.parseInt(Digest.sha256(id).substring(0, 4), 16) % COUNT);
    }

    /// All keys under which things of the shop are kept.
    public List<String> owners(ShopDomain shop) {
        return IntStream.range(0, COUNT).mapToObj(shard -> owner(shop, shard)).toList();
    }

    private String owner(ShopDomain shop, int shard) {
        return kind + "#" + shop + "#" + shard;
    }
}
