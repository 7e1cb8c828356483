/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Signals that JSON does not define a model, fault or other object.
 */
public final class InvalidDefinitionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    private final boolean json;

    private InvalidDefinitionException(List<Mistake> mistakes, boolean json) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = mistakes;
        this.json = json;
    }

    /** Create an exception for text that is not JSON. */
    static InvalidDefinitionException notJson(int line, String reason) {
        return new InvalidDefinitionException(List.of(new Mistake(line, "", "is not JSON: " + reason)), false);
    }

    static InvalidDefinitionException of(List<Mistake> mistakes) {
        return new InvalidDefinitionException(List.copyOf(mistakes), true);
    }

    public List<Mistake> mistakes() {
        return this.mistakes;
    }

    /** Return whether the text is JSON, although not a valid definition. */
    public boolean isJson() {
        return this.json;
    }

    /**
     * A mistake.
     *
     * @param line the line, starting at 1
     * @param field the path of the field, such as {@code script[2].pause}; empty for the document
     * @param message what is wrong, to be read after the name of the field
     */
    public record Mistake(int line, String field, String message) {

        @Override
        public String toString() {
            return "line " + this.line + ": " + (this.field.isEmpty() ? "the document" : this.field) + " "
                    + this.message;
        }
    }
}
