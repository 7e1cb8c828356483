/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.util.Locale;

/** Literals of Java. */
final class Literals {

    private Literals() {}

    /** Return a literal that consists of ASCII characters, so that it does not depend on the encoding of the file. */
    static String text(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (char character : value.toCharArray()) {
            switch (character) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (character < ' ' || character > '~') {
                        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    } else {
                        literal.append(character);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }
}
