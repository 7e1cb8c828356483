/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A difference between an input and the schema of its model. It never contains a value of the input.
 *
 * @param path where it is, such as {@code input.images[1]}
 * @param code what is wrong
 * @param type type of the value: {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code list},
 *     {@code object}, {@code file} or {@code null} as text; {@code null} if the field is missing
 * @param accepts what the model accepts, such as {@code an integer from 1 to 50}
 * @param suggestion name of the field that was probably meant, or {@code null}
 * @since 0.1.0
 */
public record InputFinding(
        String path,
        Code code,
        @Nullable String type,
        String accepts,
        @Nullable String suggestion) implements Serializable {

    /**
     * What is wrong with an input.
     *
     * @since 0.1.0
     */
    public enum Code {
        /** A required field is missing. */
        MISSING,
        /** The model has no field of this name. */
        UNKNOWN,
        /** The value has another type, or is {@code null}. */
        TYPE,
        /** The value is none of the possible values. */
        CHOICE,
        /** The number is too low or too high. */
        RANGE,
        /** The string is too short or too long, or the list has too few or too many items. */
        LENGTH,
        /** The string does not have the format, such as that of a URL. */
        FORMAT
    }

    /**
     * Return a message without the value.
     *
     * @return for example {@code input.steps is a string, but must be an integer from 1 to 50}
     */
    public String message() {
        if (this.code == Code.MISSING) {
            return this.path + " is missing: it must be " + this.accepts;
        }
        if (this.code == Code.UNKNOWN) {
            return this.path + " is unknown: "
                    + (this.suggestion == null
                            ? "the model accepts " + this.accepts
                            : "did you mean " + this.suggestion + "?");
        }
        String article = "null".equals(this.type)
                ? ""
                : "integer".equals(this.type) || "object".equals(this.type) ? "an " : "a ";
        return this.path + " is " + article + this.type + problem() + ", but must be " + this.accepts
                + ("null".equals(this.type) ? "; omit it to use the default" : "");
    }

    private String problem() {
        return switch (this.code) {
            case RANGE -> " out of range";
            case LENGTH -> " of a wrong length";
            case FORMAT -> " in another format";
            case CHOICE -> " that is not a choice";
            default -> "";
        };
    }
}
