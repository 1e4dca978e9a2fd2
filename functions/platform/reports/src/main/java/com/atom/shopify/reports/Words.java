package com.atom.shopify.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and days as people read them, in English.
final class Words {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Words() {}

    static String of(Value value) {
        return switch (value) {
            case Value.Amount(var money) -> number(money.amount(), money.amount().scale()) + " "
                    + money.currency().getCurrencyCode();
            case Value.Count(var number) -> number(BigDecimal.valueOf(number), 0);
            case Value.Rate(var share) -> percent(share);
            case Value.Days(var number) -> number(number, 1);
            case Value.Text(var text) -> text;
            case Value.None() -> "–";
        };
    }

    static String percent(BigDecimal share) {
        return number(share.multiply(HUNDRED), 1) + " %";
    }

    static String days(Period period) {
        var days = period.days();
        return days.days() == 1 ? day(days.from()) : day(days.from()) + " – " + day(days.to());
    }

    private static String day(LocalDate date) {
        return DAY.format(date);
    }

    private static String number(BigDecimal number, int decimals) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
