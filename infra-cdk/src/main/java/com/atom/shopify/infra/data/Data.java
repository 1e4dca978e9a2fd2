package com.atom.shopify.infra.data;

import com.atom.shopify.infra.Deployment.TokenIssuer;
import com.atom.shopify.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/// What other stacks may know of the retained one.
public record Data(Map<Table, ITable> tables, Map<BoundKey, List<IKey>> keys, ISecret clientSecret,
        TokenIssuer tokenIssuer) {
    public Data {
        tables = Map.copyOf(tables);
        keys = Map.copyOf(keys);
    }

    public IKey key(BoundKey key) {
        return generations(key).getLast();
    }

    /// The key that encrypted before the current one.
    public Optional<IKey> formerKey(BoundKey key) {
        var all = generations(key);
        return all.size() < 2 ? Optional.empty() : Optional.of(all.get(all.size() - 2));
    }

    private List<IKey> generations(BoundKey key) {
        return Optional.ofNullable(keys.get(key)).orElseThrow();
    }

    public ITable table(Table table) {
        return Optional.ofNullable(tables.get(table)).orElseThrow();
    }
}
