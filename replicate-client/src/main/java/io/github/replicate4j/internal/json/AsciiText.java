/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * A text of ASCII characters that JSON does not escape, such as a data URL. It can be long, and is written without being converted
 * to a {@code String} and checked character by character.
 */
public final class AsciiText implements JacksonSerializable {

    private final byte[] characters;

    /** Create a text from its characters, which must not change later. */
    public AsciiText(byte[] characters) {
        this.characters = characters;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializationContext context) {
        if (generator instanceof CheckedGenerator json) {
            json.writeRawUTF8String(this.characters, 0, this.characters.length);
        } else {
            // The target is not text, but for example a tree.
            generator.writeString(toString());
        }
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer type) {
        serialize(generator, context);
    }

    /** Return the text. */
    @Override
    public String toString() {
        return new String(this.characters, StandardCharsets.US_ASCII);
    }
}
