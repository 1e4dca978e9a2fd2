package com.atom.shopify.admin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The text of a GraphQL document, read just far enough to know its one operation: whether that may change something, and
/// whether Shopify recognizes a repetition, decide what may be sent twice, so neither is left to a guess at the first word.
record Document(String text, String operation, boolean isMutation, boolean isRepeatable) {
    private static final String IDEMPOTENT = "@idempotent";
    private static final Pattern TOKEN = Pattern.compile(String.join("|",
            "#[^\\n\\r]*+",
            "\"\"\"(?:\\\\\"\"\"|(?!\"\"\")[\\s\\S])*+\"\"\"",
            "\"(?:\\\\.|[^\"\\\\])*+\"",
            "@?[_A-Za-z][_0-9A-Za-z]*+",
            "[{}()\\[\\]]"));

    /// The words of a definition that stand outside of all brackets, the first of them its kind; and those in its outermost
    /// braces, which are the fields of an operation and their directives.
    private record Definition(List<String> words, List<String> fields) {
        boolean isFragment() {
            return !words.isEmpty() && words.getFirst().equals("fragment");
        }

        boolean isIdempotent() {
            return fields.equals(fields.stream().filter(word -> !word.startsWith("@"))
                    .flatMap(field -> Stream.of(field, IDEMPOTENT)).toList());
        }
    }

    /// @throws IllegalArgumentException when there is not exactly one operation, a named query or mutation
    static Document parse(String text) {
        var operations = definitions(text).stream().filter(definition -> !definition.isFragment()).toList();
        if (operations.size() != 1 || operations.getFirst().words().size() < 2) {
            throw new IllegalArgumentException("a document holds exactly one operation, with a name");
        }
        var operation = operations.getFirst();
        var name = operation.words().get(1);
        return switch (operation.words().getFirst()) {
            case "query" -> new Document(text, name, false, true);
            case "mutation" -> new Document(text, name, true, operation.isIdempotent());
            default -> throw new IllegalArgumentException("an operation is a query or a mutation");
        };
    }

    /// The short form of a query, `{…}`, has no words.
    private static List<Definition> definitions(String text) {
        var definitions = new ArrayList<Definition>();
        var words = new ArrayList<String>();
        var fields = new ArrayList<String>();
        var open = new ArrayDeque<String>();
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            var token = tokens.group();
            switch (token.charAt(0)) {
                case '#', '"' -> {
                }
                case '{', '(', '[' -> open.push(token);
                case '}', ')', ']' -> open.poll();
                default -> {
                    if (open.isEmpty()) {
                        words.add(token);
                    } else if (open.size() == 1 && open.element().equals("{")) {
                        fields.add(token);
                    }
                }
            }
            if (open.isEmpty() && token.equals("}")) {
                definitions.add(new Definition(List.copyOf(words), List.copyOf(fields)));
                words.clear();
                fields.clear();
            }
        }
        return definitions;
    }
}
