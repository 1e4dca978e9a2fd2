package com.atom.shopify.edge.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a body as exactly one JSON object: no repeated names, no trailing text, bounded depth. Objects become maps, arrays
/// lists, numbers `Long` or `BigDecimal`, so that nothing passes through a double.
final class JsonBody {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64).build())
            .build();

    private JsonBody() {}

    static Map<String, @Nullable Object> parse(byte[] bytes) {
        try (var parser = FACTORY.createParser(text(bytes))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("must be a JSON object");
            }
            var object = object(parser);
            if (parser.nextToken() != null) {
                throw invalid("must be one JSON object and nothing after it");
            }
            return object;
        } catch (JsonProcessingException notJson) {
            throw invalid("is not valid JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// API Gateway hands bodies over as text; bytes that were no UTF-8 come as U+FFFD, and a body that is Base64 inside the
    /// event may still hold them.
    private static String text(byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\uFFFD') >= 0) {
                throw invalid("is not valid UTF-8");
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            throw invalid("is not valid UTF-8");
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        var array = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? parser.getDecimalValue()
                    : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException(
                        "no value at " + parser.currentToken());
        };
    }

    private static FailureException invalid(String message) {
        return new FailureException(Failure.Invalid.field("body", "json", message));
    }
}
