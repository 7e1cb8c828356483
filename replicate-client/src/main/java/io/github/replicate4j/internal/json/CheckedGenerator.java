/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.util.Arrays;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Rejects values that are not JSON, which Jackson would send as something else: numbers that are not finite, text with half of
 * a surrogate pair, and values that are nested too deeply, including those that contain themselves.
 */
final class CheckedGenerator extends JsonGeneratorDelegate {

    private final int parents;

    /** @param parents number of objects that will contain the value */
    CheckedGenerator(JsonGenerator generator, int parents) {
        super(generator, false);
        this.parents = parents;
    }

    private JsonGenerator deeper() {
        int depth = streamWriteContext().getNestingDepth() + 1;
        StreamWriteConstraints.defaults().validateNestingDepth(this.parents + depth);
        return this.delegate;
    }

    @Override
    public JsonGenerator writeStartArray() {
        deeper().writeStartArray();
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(Object value) {
        deeper().writeStartArray(value);
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(Object value, int size) {
        deeper().writeStartArray(value, size);
        return this;
    }

    @Override
    public JsonGenerator writeStartObject() {
        deeper().writeStartObject();
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(Object value) {
        deeper().writeStartObject(value);
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(Object value, int size) {
        deeper().writeStartObject(value, size);
        return this;
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(
                    number + " is not a number in JSON; leave the value out, or pass a finite one");
        }
        return number;
    }

    @Override
    public JsonGenerator writeNumber(double number) {
        this.delegate.writeNumber(finite(number));
        return this;
    }

    @Override
    public JsonGenerator writeNumber(float number) {
        finite(number);
        this.delegate.writeNumber(number);
        return this;
    }

    @Override
    public JsonGenerator writeArray(double[] numbers, int offset, int length) {
        Arrays.stream(numbers, offset, offset + length).forEach(CheckedGenerator::finite);
        this.delegate.writeArray(numbers, offset, length);
        return this;
    }

    private static String complete(String text) {
        int unpaired = unpairedSurrogate(text);
        if (unpaired >= 0) {
            throw new IllegalArgumentException("the text contains half of a character (an unpaired surrogate) at index "
                    + unpaired + "; do not cut text within a surrogate pair");
        }
        return text;
    }

    /** Return the index of the first surrogate that is not part of a pair, or -1. */
    static int unpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.charCount(text.codePointAt(i)) == 1) {
                return i;
            }
            i++;
        }
        return -1;
    }

    @Override
    public JsonGenerator writeName(String name) {
        this.delegate.writeName(complete(name));
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        complete(name.getValue());
        this.delegate.writeName(name);
        return this;
    }

    @Override
    public JsonGenerator writeString(String text) {
        this.delegate.writeString(text == null ? null : complete(text));
        return this;
    }

    @Override
    public JsonGenerator writeString(char[] buffer, int offset, int length) {
        return writeString(new String(buffer, offset, length));
    }

    @Override
    public JsonGenerator writeString(SerializableString text) {
        complete(text.getValue());
        this.delegate.writeString(text);
        return this;
    }

    @Override
    public JsonGenerator writeArray(String[] texts, int offset, int length) {
        Arrays.stream(texts, offset, offset + length).forEach(CheckedGenerator::complete);
        this.delegate.writeArray(texts, offset, length);
        return this;
    }
}
