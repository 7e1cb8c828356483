/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads fields of a JSON object while it arrives. It may stay incomplete, or be malformed after these fields. Objects inside the
 * object are skipped. Not safe for concurrent use.
 */
public final class JsonPrefix {

    /** A parser that is not read to the end would copy the table of names each time. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private @Nullable JsonParser parser;

    private final Set<String> names;

    private final Map<String, String> found = new HashMap<>();

    private int depth;

    private boolean ended;

    /**
     * Create a reader.
     *
     * @param names names of the fields
     */
    public JsonPrefix(Set<String> names) {
        this.names = names;
        this.ended = names.isEmpty();
    }

    /**
     * Return the id of an object.
     *
     * @return its {@code id}, or {@code null} if the prefix does not contain the complete id
     */
    public static @Nullable String id(byte[] json, int length) {
        JsonPrefix prefix = new JsonPrefix(Set.of("id"));
        prefix.append(json, 0, length);
        String id = prefix.strings().get("id");
        return id == null || id.isBlank() ? null : id;
    }

    /** Return the fields that have arrived as complete strings. */
    public Map<String, String> strings() {
        return this.found;
    }

    /** Read the next bytes, which must not be changed afterwards. */
    public void append(byte[] json, int start, int length) {
        if (this.ended || length == 0) {
            return;
        }
        if (this.parser == null) {
            this.parser = FACTORY.createNonBlockingByteArrayParser(ObjectReadContext.empty());
        }
        JsonParser parser = this.parser;
        try {
            ((ByteArrayFeeder) parser.nonBlockingInputFeeder()).feedInput(json, start, start + length);
            JsonToken token;
            while (!this.ended && (token = parser.nextToken()) != JsonToken.NOT_AVAILABLE) {
                read(parser, token);
            }
        } catch (JacksonException ex) {
            this.ended = true;
        }
        if (this.ended) {
            // Its buffers are used again.
            parser.close();
        }
    }

    private void read(JsonParser parser, @Nullable JsonToken token) {
        boolean field = this.depth == 1;
        if (token == null || this.depth == 0 && token != JsonToken.START_OBJECT) {
            this.ended = true;
        } else if (token.isStructStart()) {
            this.depth++;
        } else if (token.isStructEnd()) {
            this.depth--;
            this.ended = this.depth == 0;
        } else if (token == JsonToken.VALUE_STRING && field && this.names.contains(parser.currentName())) {
            this.found.put(parser.currentName(), parser.getString());
            this.ended = this.found.size() == this.names.size();
        }
    }
}
