package com.atom.shopify.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import java.time.Instant;

/// Logback's JSON, but with a time that people and Lambda can read: a line whose `timestamp` is not one of RFC 3339 has the level INFO
/// for Lambda, whatever it says.
final class DatedEncoder extends JsonEncoder {

    @Override
    protected void appenderMemberWithLongValue(StringBuilder line, String name, long value) {
        if (name.equals(TIMESTAMP_ATTR_NAME)) {
            appenderMember(line, name, Instant.ofEpochMilli(value).toString());
        } else {
            super.appenderMemberWithLongValue(line, name, value);
        }
    }
}
