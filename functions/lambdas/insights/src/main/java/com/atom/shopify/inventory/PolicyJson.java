package com.atom.shopify.inventory;

import com.atom.shopify.statistics.Reorder;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;

/// By what reorders are suggested.
///
/// @param method `periodic_review_order_up_to`
/// @param formula in the words of the answer
@Serdeable(naming = SnakeCaseStrategy.class)
public record PolicyJson(String method, String formula, int leadTimeDays, int reviewDays, BigDecimal serviceLevel) {
    static PolicyJson of(StockQuery query) {
        var policy = query.policy();
        return new PolicyJson("periodic_review_order_up_to", Reorder.FORMULA, policy.leadTimeDays(),
                policy.reviewDays(), query.level());
    }
}
