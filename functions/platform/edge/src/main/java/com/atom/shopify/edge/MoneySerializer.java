package com.atom.shopify.edge;

import com.atom.shopify.money.Money;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Writes money as `{"amount":"10.00","currency":"USD"}`: as text, because a JSON number may become a double on the way.
@Singleton
final class MoneySerializer implements Serializer<Money> {
    @Override
    public void serialize(Encoder encoder, EncoderContext context, Argument<? extends Money> type, Money money)
            throws IOException {
        try (var object = encoder.encodeObject(type)) {
            object.encodeKey("amount");
            object.encodeString(money.amount().toPlainString());
            object.encodeKey("currency");
            object.encodeString(money.currency().getCurrencyCode());
        }
    }
}
