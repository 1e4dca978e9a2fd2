package com.atom.shopify.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserErrorTest {
    @ParameterizedTest
    @CsvSource({"Title can't be blank,,blank", "Title is too long (maximum is 255 characters),,too-long",
            "Product does not exist,,not-found", "Something,PRODUCT_VARIANT_DOES_NOT_EXIST,not-found",
            "Handle 'hat' already in use. Please provide a new handle.,,taken",
            "The variant 'S' already exists.,VARIANT_ALREADY_EXISTS,taken",
            "Price must be greater than or equal to 0,,out-of-range",
            "Product options input is required when updating variants,,required", "Whatever,,refused",
            "Whatever,INVALID_INPUT,refused", "No match,CHANGE_FROM_QUANTITY_STALE,stale",
            "Whatever,INVALID_INVENTORY_ITEM,not-found", "Whatever,INVALID_LOCATION,not-found",
            "Whatever,INVALID_QUANTITY_TOO_HIGH,out-of-range"})
    void saysInOurWordsWhatShopifyObjectsTo(String message, String code, String meaning) {
        assertThat(new UserError(null, message, code).meaning().code()).isEqualTo(meaning);
    }

    @Test
    void aMissingFieldMeansTheWholeInput() {
        assertThat(new UserError(null, "x", null).path()).isEmpty();
        assertThat(new UserError(List.of("input", "title"), "x", null).path()).containsExactly("input", "title");
    }
}
