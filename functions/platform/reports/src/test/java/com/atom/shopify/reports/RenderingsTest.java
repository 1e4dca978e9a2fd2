package com.atom.shopify.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.reports.Section.Course;
import com.atom.shopify.reports.Section.Figure;
import com.atom.shopify.reports.Section.Figures;
import com.atom.shopify.reports.Section.Point;
import com.atom.shopify.reports.Section.Remark;
import com.atom.shopify.reports.Section.Table;
import com.atom.shopify.sales.DateRange;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A report in each of its forms, beside the files that say how it has to look.
class RenderingsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final String HOSTILE = "<script>alert(\"1\")</script> & 'co'";

    private static final Report WEEK = new Report("1795410000000-0123456789abcdef",
            new ShopDomain("sample.myshopify.com"), ReportKind.SALES,
            new Period(Optional.of(Cadence.WEEKLY),
                    new DateRange(LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-22")),
                    ZoneId.of("America/New_York")),
            "USD", Instant.parse("2026-11-23T05:15:00Z"), true,
            List.of(new Figures("At a glance", "the week before",
                    List.of(new Figure("net_sales", "Net sales", "gross_sales − discounts − returns", usd("12345.60"),
                            usd("10000.00")),
                            new Figure("orders", "Orders", "orders placed", new Value.Count(1234),
                                    new Value.Count(1300)),
                            new Figure("refund_rate", "Refund rate", "share of orders",
                                    new Value.Rate(new BigDecimal("0.031250")), new Value.None()))),
                    new Course("Net sales", "Net sales",
                            IntStream.range(0, 7).mapToObj(day -> new Point("2026-11-" + (16 + day),
                                    usd(List.of("1800.10", "0.00", "-250.00", "2400.50", "3100.00", "4000.00",
                                            "1295.00")
                                            .get(day))))
                                    .toList()),
                    new Table("Products", List.of("Product", "Units", "Net sales", "Days left"),
                            List.of(List.of(new Value.Text(HOSTILE), new Value.Count(12), usd("99.90"),
                                    new Value.Days(new BigDecimal("3.5"))),
                                    List.of(new Value.Text("=HYPERLINK(\"http://example.com\")"), new Value.Count(-1),
                                            usd("-5.00"), new Value.None())),
                            4),
                    new Table("Nothing here", List.of("Product"), List.of(), 0),
                    new Remark("What may be missing", "The store's history has not been read yet.")));

    private static Value usd(String amount) {
        return Value.amount(new BigDecimal(amount), USD);
    }

    @Test
    void aProgramReadsJson() {
        assertThat(new String(JsonReport.of(WEEK, ObjectMapper.getDefault()), UTF_8)).isEqualTo(golden("week.json"));
    }

    @Test
    void aSpreadsheetReadsCsv() {
        assertThat(new String(CsvReport.of(WEEK), UTF_8)).isEqualTo(golden("week.csv"));
    }

    @Test
    void aMerchantReadsAPage() {
        assertThat(new String(HtmlReport.of(WEEK), UTF_8)).isEqualTo(golden("week.html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\uFF1D1"})
    void noSpreadsheetCalculatesWhatAProductIsCalled(String title) {
        var lines = csv(new Value.Text(title));

        assertThat(lines).contains("'" + title);
    }

    @Test
    void aNumberStaysANumber() {
        assertThat(csv(usd("-5.00"))).contains("\r\n-5.00,USD\r\n");
    }

    @Test
    void aCellWithQuotesAndCommasIsOneCell() {
        assertThat(csv(new Value.Text("one, \"two\""))).contains("\r\n\"one, \"\"two\"\"\",\r\n");
    }

    private static String csv(Value value) {
        return new String(CsvReport.of(with(new Table("Table", List.of("Column"), List.of(List.of(value)), 0))), UTF_8);
    }

    @Test
    void thePageIsSelfContainedAndNothingOfAShopIsMarkup() {
        var page = new String(HtmlReport.of(WEEK), UTF_8);

        assertThat(page).doesNotContain("<script", "src=", "href=", "@import", "url(", HOSTILE)
                .contains("default-src 'none'", "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;");
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 31, 51, 92})
    void noDateUnderAChartIsCutOff(int days) {
        var page = new String(HtmlReport.of(with(new Course("Course", "Course", IntStream.range(0, days)
                .mapToObj(at -> new Point("2026-10-01", new Value.Count(at))).toList()))), UTF_8);

        var labels = Pattern.compile("x=\"([0-9.]+)\" y=\"232\" text-anchor=\"(middle|end)\"").matcher(page).results()
                .toList();
        assertThat(labels).isNotEmpty().allSatisfy(label -> assertThat(Double.parseDouble(label.group(1))
                + (label.group(2).equals("middle") ? 30 : 0)).isLessThanOrEqualTo(760));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 366})
    void aChartOfAnyLengthIsDrawnWithinItsPicture(int points) {
        var page = new String(HtmlReport.of(with(new Course("Course", "Course", IntStream.range(0, points)
                .mapToObj(at -> new Point("at " + at, new Value.Count(at % 7 - 3))).toList()))), UTF_8);

        assertThat(page).doesNotContain("NaN", "Infinity", "height=\"-", "width=\"-");
        assertThat(page.split("<rect ", -1)).hasSize(points + 1);
    }

    @Test
    void aChartOfNothingIsFlat() {
        assertThat(new String(HtmlReport.of(with(new Course("Course", "Course",
                List.of(new Point("now", new Value.Count(0)))))), UTF_8)).contains("height=\"0.0\"");
    }

    private static Report with(Section section) {
        return new Report(WEEK.id(), WEEK.shop(), WEEK.kind(), WEEK.period(), WEEK.currency(), WEEK.madeAt(), false,
                List.of(section));
    }

    private static String golden(String name) {
        try (var stream = RenderingsTest.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new AssertionError("no " + name);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
