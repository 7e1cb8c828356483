/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import io.github.replicate4j.generator.internal.model.ModelField;
import io.github.replicate4j.generator.internal.model.ScalarType;
import io.github.replicate4j.internal.support.ShortText;
import io.github.replicate4j.internal.validation.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Converts texts of schemas to documentation comments. A schema may contain any text, such as the end of a comment. */
final class Javadoc {

    private static final int MAX_VALUE_LENGTH = 80;

    private static final int MAX_VALUES = 20;

    private Javadoc() {}

    /** Return a text as one line of HTML that ends a sentence. */
    static String sentence(String text) {
        String line = escape(text);
        return line.isEmpty() || line.matches(".*[.!?:]") ? line : line + ".";
    }

    /** Return a text as one line of HTML. */
    static String escape(String text) {
        return printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }

    /** Replace characters without a glyph by spaces: characters that change the direction of text could disguise code. */
    private static String printable(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(character -> {
            int type = Character.getType(character);
            boolean visible = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.UNASSIGNED
                    && !Character.isWhitespace(character);
            result.appendCodePoint(visible ? character : ' ');
        });
        return result.toString().trim().replaceAll(" +", " ");
    }

    /** Return a value as code in HTML, shortened if it is long. */
    static String code(@Nullable Object value) {
        String shown = ShortText.of(printable(String.valueOf(value)), MAX_VALUE_LENGTH);
        if (shown.isEmpty()) {
            return "{@code \"\"}";
        }
        boolean plain =
                shown.codePoints().noneMatch(character -> "{}@\\".indexOf(character) >= 0) && !shown.contains("*/");
        return plain
                ? "{@code " + shown + "}"
                : "<code>" + escape(shown).replace("{", "&#123;").replace("}", "&#125;") + "</code>";
    }

    /** Return what a field means, its limits and its default. */
    static String describe(ModelField field) {
        List<String> sentences = new ArrayList<>();
        String meaning = field.description() == null ? "" : sentence(field.description());
        if (meaning.isEmpty()) {
            String title = field.declared().title();
            meaning = sentence(title == null ? "" : title);
        }
        sentences.add(meaning.isEmpty() ? "The field " + code(field.name()) + "." : meaning);
        if (field.type() instanceof ScalarType type) {
            if (type == ScalarType.INTEGER || type == ScalarType.LONG || type == ScalarType.DECIMAL) {
                sentences.add(range(field));
            }
            if (!field.declared().choices().isEmpty()) {
                sentences.add(choices(field));
            }
        }
        Object defaultValue = field.defaultValue();
        if (defaultValue != null) {
            sentences.add("Default: " + code(defaultValue) + ".");
        }
        return sentences.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String range(ModelField field) {
        String range = Description.range(field.declared());
        return range.isEmpty() ? "" : StringUtils.capitalize(range) + ".";
    }

    private static String choices(ModelField field) {
        List<Object> values = field.declared().choices();
        String shown = values.stream().limit(MAX_VALUES).map(Javadoc::code).collect(Collectors.joining(", "));
        return "One of " + shown + (values.size() > MAX_VALUES ? " and others." : ".");
    }
}
