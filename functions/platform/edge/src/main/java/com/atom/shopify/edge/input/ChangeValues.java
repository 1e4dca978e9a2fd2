package com.atom.shopify.edge.input;

import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/// Lets a constraint stand where the value is: `Change<@Size(max = 255) String>`.
@Singleton
final class ChangeValues implements ValueExtractor<Change<@ExtractedValue ?>> {
    @Override
    public void extractValues(Change<?> change, ValueReceiver receiver) {
        if (change instanceof Change.To<?>(var value)) {
            receiver.value(null, value);
        }
    }
}
