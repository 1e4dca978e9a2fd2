package com.atom.shopify.statistics;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import java.util.List;

/// The refusal to say anything that the data does not bear out: 422 `insights.too-little-data`, with what there is and what it takes.
public final class TooLittleData {
    public static final String CODE = "insights.too-little-data";

    private TooLittleData() {}

    /// Fails unless there is enough.
    ///
    /// @param what is counted, such as `days of sales`
    public static void unless(long have, long need, String what) {
        if (have < need) {
            throw new FailureException(new Failure.Refused(CODE, "There is too little data to say this honestly.",
                    List.of(new Failure.Detail(null, "too-little-data",
                            "%s: %d of the %d needed".formatted(what, have, need), Long.toString(have)))));
        }
    }
}
