package com.atom.shopify.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One line of a result file: a JSON object, kept as its bytes, because a window of them must fit into memory.
public final class Row {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ID = "id";
    private static final String PARENT = "__parentId";

    private final byte[] json;
    private final @Nullable String id;
    private final @Nullable String parent;

    private Row(byte[] json, @Nullable String id, @Nullable String parent) {
        this.json = json;
        this.id = id;
        this.parent = parent;
    }

    /// Reads all of a line.
    ///
    /// @throws IOException when it is no JSON object; the message quotes nothing of it
    static Row parse(byte[] line) throws IOException {
        String id = null;
        String parent = null;
        try (var parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a line is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case ID -> id = text(parser);
                    case PARENT -> parent = text(parser);
                    default -> parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("a line holds more than an object");
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new IOException("a line is no JSON");
        }
        return new Row(line, id, parent);
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    /// The line, UTF-8. Not to be written to.
    public byte[] json() {
        return json;
    }

    /// The gid of what it tells of, if that was asked for.
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /// The gid of what it belongs to; none for a root.
    public Optional<String> parent() {
        return Optional.ofNullable(parent);
    }

    /// The gids of all objects in it, its own first: what hangs on an object within a row may name that one as its parent.
    Set<String> ids() throws IOException {
        var ids = new LinkedHashSet<String>();
        if (id != null) {
            ids.add(id);
        }
        try (var parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(ID)
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    ids.add(parser.getText());
                }
            }
        }
        return ids;
    }

    /// Without the content, which may be personal data.
    @Override
    public String toString() {
        return "Row[" + json.length + " bytes]";
    }
}
