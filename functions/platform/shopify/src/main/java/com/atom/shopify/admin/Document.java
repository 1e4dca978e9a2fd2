package com.atom.shopify.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The text of a GraphQL document, read just far enough to know its one operation: whether that may change something decides
/// what may be sent twice, so it is not left to a guess at the first word.
record Document(String text, String operation, boolean isMutation) {
    private static final Pattern TOKEN = Pattern.compile(String.join("|",
            "#[^\\n\\r]*+",
            "\"\"\"(?:\\\\\"\"\"|(?!\"\"\")[\\s\\S])*+\"\"\"",
            "\"(?:\\\\.|[^\"\\\\])*+\"",
            "[_A-Za-z][_0-9A-Za-z]*+",
            "[{}()\\[\\]]"));

    /// @throws IllegalArgumentException when there is not exactly one operation, a named query or mutation
    static Document parse(String text) {
        var operations = definitions(text).stream().filter(words -> !words.getFirst().equals("fragment")).toList();
        if (operations.size() != 1 || operations.getFirst().size() < 2) {
            throw new IllegalArgumentException("a document holds exactly one operation, with a name");
        }
        var words = operations.getFirst();
        return switch (words.getFirst()) {
            case "query" -> new Document(text, words.get(1), false);
            case "mutation" -> new Document(text, words.get(1), true);
            default -> throw new IllegalArgumentException("an operation is a query or a mutation");
        };
    }

    /// Of each definition the words that stand outside of all brackets, the first of them its kind; the short form of a
    /// query, `{…}`, has none but the bracket.
    private static List<List<String>> definitions(String text) {
        var definitions = new ArrayList<List<String>>();
        var words = new ArrayList<String>();
        var depth = 0;
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            switch (tokens.group().charAt(0)) {
                case '#', '"' -> {
                }
                case '{', '(', '[' -> depth++;
                case '}', ')', ']' -> depth--;
                default -> {
                    if (depth == 0) {
                        words.add(tokens.group());
                    }
                }
            }
            if (depth == 0 && tokens.group().equals("}")) {
                definitions.add(words.isEmpty() ? List.of("{}") : List.copyOf(words));
                words.clear();
            }
        }
        return definitions;
    }
}
