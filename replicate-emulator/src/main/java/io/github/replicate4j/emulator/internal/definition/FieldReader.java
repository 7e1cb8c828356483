/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.definition.InvalidDefinitionException.Mistake;
import io.github.replicate4j.emulator.internal.json.LocatedJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the fields of a JSON object, and collects all mistakes in the document. A field that is not read is a mistake.
 */
final class FieldReader {

    private final LocatedJson json;

    private final Map<String, LocatedJson> fields;

    private final String path;

    private final List<Mistake> mistakes;

    private final Set<String> known = new LinkedHashSet<>();

    private FieldReader(LocatedJson json, String path, List<Mistake> mistakes) {
        Map<String, LocatedJson> found = json.fields();
        this.json = json;
        this.path = path;
        this.mistakes = mistakes;
        this.fields = found == null ? Map.of() : found;
        if (found == null) {
            mistakes.add(new Mistake(json.line(), path, "must be an object, not " + ValueText.describe(json)));
        }
    }

    /**
     * Parse a document.
     *
     * @throws InvalidDefinitionException if it is not a JSON object
     */
    static FieldReader parse(byte[] document) {
        LocatedJson json;
        try {
            json = LocatedJson.parse(document);
        } catch (JacksonException ex) {
            int line =
                    ex.getLocation() == null ? 1 : Math.max(1, ex.getLocation().getLineNr());
            throw InvalidDefinitionException.notJson(line, ex.getOriginalMessage());
        }
        FieldReader reader = new FieldReader(json, "", new ArrayList<>());
        reader.raise();
        return reader;
    }

    /** Report the fields that have not been read. */
    void finish() {
        this.fields.forEach((name, value) -> {
            if (!this.known.contains(name)) {
                this.mistakes.add(new Mistake(
                        value.line(),
                        pathOf(name),
                        "is unknown: the fields are "
                                + this.known.stream().sorted().collect(Collectors.joining(", "))));
            }
        });
    }

    /** Throw an exception if there are mistakes. */
    void raise() {
        if (!this.mistakes.isEmpty()) {
            throw InvalidDefinitionException.of(this.mistakes);
        }
    }

    boolean hasMistakes() {
        return !this.mistakes.isEmpty();
    }

    boolean has(String name) {
        this.known.add(name);
        return this.fields.containsKey(name);
    }

    /** Return the given names that occur, without marking them as read. */
    List<String> present(String... names) {
        return Arrays.stream(names).filter(this.fields::containsKey).toList();
    }

    Set<String> names() {
        return this.fields.keySet();
    }

    /** Report a mistake in a field, or in this object if it has no such field. */
    void mistake(String name, String message) {
        LocatedJson value = this.fields.get(name);
        this.mistakes.add(new Mistake(
                value == null ? this.json.line() : value.line(), value == null ? this.path : pathOf(name), message));
    }

    /** Report fields that exclude each other, and return whether there is at most one of them. */
    boolean atMostOne(String... names) {
        List<String> present = present(names);
        if (present.size() > 1) {
            mistake(present.get(1), "contradicts " + pathOf(present.get(0)) + ": remove one of them");
        }
        return present.size() <= 1;
    }

    @Nullable
    String string(String name) {
        return value(name, String.class, "a string");
    }

    /** Return a string that is required, or an empty string if it is missing. */
    String requiredString(String name) {
        if (!has(name)) {
            mistake(name, "requires the field " + name);
        }
        String text = string(name);
        return text == null ? "" : text;
    }

    @Nullable
    Boolean bool(String name) {
        return value(name, Boolean.class, "true or false");
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(bool(name));
    }

    /** Return whether a field that can only be true is present. */
    boolean marker(String name) {
        Boolean value = bool(name);
        if (Boolean.FALSE.equals(value)) {
            mistake(name, "must be true: remove it otherwise");
        }
        return Boolean.TRUE.equals(value);
    }

    @Nullable
    Double number(String name) {
        Number number = value(name, Number.class, "a number");
        return number == null ? null : number.doubleValue();
    }

    @Nullable
    Integer integer(String name, int least, int greatest) {
        Number number = value(name, Number.class, "a whole number");
        if (number == null) {
            return null;
        }
        double value = number.doubleValue();
        if (value != Math.rint(value) || value < least || value > greatest) {
            mistake(name, "must be a whole number from " + least + " to " + greatest + ", not " + number);
            return null;
        }
        return number.intValue();
    }

    /** Return a duration in the format of ISO 8601, which is not negative. */
    @Nullable
    Duration duration(String name) {
        String text = value(name, String.class, "a duration such as PT1.5S");
        if (text == null) {
            return null;
        }
        try {
            return ValueText.duration(text);
        } catch (IllegalArgumentException ex) {
            mistake(name, String.valueOf(ex.getMessage()));
            return null;
        }
    }

    /** Return a constant, written as its name in lower case. */
    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        String text = string(name);
        if (text == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        mistake(
                name,
                "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", not \"" + text + '"');
        return null;
    }

    /** Return any value, as maps, lists and plain values. */
    @Nullable
    Object any(String name) {
        this.known.add(name);
        LocatedJson value = this.fields.get(name);
        return value == null ? null : value.plain();
    }

    /** Return an object of any shape. */
    @SuppressWarnings("unchecked")
    @Nullable
    Map<String, Object> map(String name) {
        FieldReader object = object(name);
        return object == null ? null : (Map<String, Object>) object.json.plain();
    }

    @Nullable
    FieldReader object(String name) {
        this.known.add(name);
        LocatedJson value = this.fields.get(name);
        if (value == null) {
            return null;
        }
        FieldReader object = new FieldReader(value, pathOf(name), this.mistakes);
        return value.fields() == null ? null : object;
    }

    /** Return the fields of an object, each of which must be an object. */
    Map<String, FieldReader> objects(String name) {
        FieldReader object = object(name);
        Map<String, FieldReader> found = new LinkedHashMap<>();
        if (object != null) {
            object.names().forEach(each -> {
                FieldReader value = object.object(each);
                if (value != null) {
                    found.put(each, value);
                }
            });
        }
        return found;
    }

    /** Return the items of a list, each of which must be an object. */
    @Nullable
    List<FieldReader> list(String name) {
        List<LocatedJson> items = items(name);
        if (items == null) {
            return null;
        }
        List<FieldReader> readers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            FieldReader reader = new FieldReader(items.get(i), pathOf(name) + "[" + i + "]", this.mistakes);
            if (items.get(i).fields() != null) {
                readers.add(reader);
            }
        }
        return readers;
    }

    /** Return the items of a list of strings. */
    @Nullable
    List<String> strings(String name) {
        List<LocatedJson> items = items(name);
        if (items == null) {
            return null;
        }
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).value() instanceof String text) {
                strings.add(text);
            } else {
                this.mistakes.add(new Mistake(
                        items.get(i).line(),
                        pathOf(name) + "[" + i + "]",
                        "must be a string, not " + ValueText.describe(items.get(i))));
            }
        }
        return strings;
    }

    /** Return the object as maps, lists and plain values. */
    @SuppressWarnings("unchecked")
    Map<String, Object> plain() {
        return this.json.plain() instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private @Nullable List<LocatedJson> items(String name) {
        this.known.add(name);
        LocatedJson value = this.fields.get(name);
        if (value == null) {
            return null;
        }
        if (value.items() == null) {
            mistake(name, "must be a list, not " + ValueText.describe(value));
        }
        return value.items();
    }

    private <T> @Nullable T value(String name, Class<T> type, String expected) {
        this.known.add(name);
        LocatedJson value = this.fields.get(name);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value.value())) {
            mistake(name, "must be " + expected + ", not " + ValueText.describe(value));
            return null;
        }
        return type.cast(value.value());
    }

    private String pathOf(String name) {
        return this.path.isEmpty() ? name : this.path + "." + name;
    }
}
