/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputFinding.Code;
import io.github.replicate4j.schema.SchemaField;
import io.github.replicate4j.schema.SchemaType;
import io.github.replicate4j.schema.SchemaType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares an input with the schema of a model. The input consists of maps, lists, JSON values, and files, which are sent as
 * strings. What the schema does not describe is accepted, and so is what exceeds the limits of the validation. One instance
 * validates one input.
 */
final class InputValidator {

    static final int MAX_FINDINGS = 100;

    /** An input can contain very long lists. */
    private static final int MAX_NODES = 100_000;

    /** Alternatives within alternatives can expand a small schema without bound. */
    private static final int MAX_ALTERNATIVES = 1_000;

    private static final int MAX_DEPTH = 100;

    /** Names are compared with those of the schema for this number of findings only. */
    private static final int MAX_SUGGESTIONS = 20;

    private List<InputFinding> findings = new ArrayList<>();

    private int nodes;

    private int tried;

    private InputValidator() {}

    /** Return the differences between an input and its type. */
    static List<InputFinding> validate(SchemaType type, Map<String, @Nullable Object> input) {
        InputValidator validator = new InputValidator();
        validator.checkRoot(type, input);
        return List.copyOf(validator.findings);
    }

    /** A model ignores fields that it does not have, unless it declares that it accepts any. */
    private void checkRoot(SchemaType type, Map<String, @Nullable Object> input) {
        boolean closed = !type.fields().isEmpty()
                && type.alternatives().isEmpty()
                && !Boolean.TRUE.equals(type.otherFieldsAllowed());
        checkFields(type, input, "input", closed, 0);
        checkAlternatives(type, input, "input", 0);
    }

    private void check(SchemaType type, @Nullable Object value, String path, int depth) {
        if (++this.nodes > MAX_NODES || depth > MAX_DEPTH || this.findings.size() >= MAX_FINDINGS) {
            return;
        }
        if (value == null) {
            if (!acceptsNull(type)) {
                add(path, Code.TYPE, null, type);
            }
            return;
        }
        if (!hasKind(type.kind(), value)) {
            add(path, Code.TYPE, value, type);
            return;
        }
        if (!ValueRules.isChoice(type.choices(), value)) {
            add(path, Code.CHOICE, value, type);
            return;
        }
        if (value instanceof String text) {
            checkString(type, text, path);
        } else if (value instanceof Number number && !ValueRules.inRange(type, number)) {
            add(path, Code.RANGE, value, type);
        } else if (value instanceof List<?> list) {
            checkList(type, list, path, depth);
        } else if (value instanceof Map<?, ?> map) {
            checkFields(type, map, path, Boolean.FALSE.equals(type.otherFieldsAllowed()), depth);
        }
        checkAlternatives(type, value, path, depth);
    }

    private static boolean acceptsNull(SchemaType type) {
        return type.isNullable()
                || type.alternatives().stream().anyMatch(SchemaType::isNullable)
                || type.kind() == Kind.ANY
                        && type.choices().isEmpty()
                        && type.alternatives().isEmpty();
    }

    private static boolean hasKind(Kind kind, Object value) {
        return switch (kind) {
            case STRING -> value instanceof String || ValueRules.isFile(value);
            case INTEGER -> value instanceof Number number && ValueRules.isInteger(number);
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY -> value instanceof List<?>;
            case OBJECT -> value instanceof Map<?, ?>;
            case ANY -> true;
        };
    }

    private void checkString(SchemaType type, String text, String path) {
        if (!ValueRules.hasLength(type.minLength(), type.maxLength(), text)) {
            add(path, Code.LENGTH, text, type);
        } else if (type.kind() == Kind.STRING && type.format() != null && !StringFormat.matches(type.format(), text)) {
            add(path, Code.FORMAT, text, type);
        }
    }

    private void checkList(SchemaType type, List<?> list, String path, int depth) {
        if (!ValueRules.hasSize(type.minItems(), type.maxItems(), list.size())) {
            add(path, Code.LENGTH, list, type);
        }
        SchemaType items = type.items();
        for (int i = 0; items != null && i < list.size(); i++) {
            check(items, list.get(i), path + "[" + i + "]", depth + 1);
        }
    }

    private void checkFields(SchemaType type, Map<?, ?> object, String path, boolean closed, int depth) {
        Map<String, SchemaField> fields = type.fields();
        SchemaType others = type.otherFields();
        object.forEach((key, value) -> {
            String name = String.valueOf(key);
            SchemaField field = fields.get(name);
            SchemaType valueType = field == null ? others : field.type();
            if (valueType != null) {
                check(valueType, value, path + "." + Description.printable(name), depth + 1);
            } else if (closed) {
                addUnknown(path, name, value, fields);
            }
        });
        for (String name : type.required()) {
            if (!object.containsKey(name)) {
                SchemaField field = fields.get(name);
                String accepts = field == null ? "any value" : Description.of(field.type());
                add(new InputFinding(path + "." + Description.printable(name), Code.MISSING, null, accepts, null));
            }
        }
    }

    private void addUnknown(String path, String name, @Nullable Object value, Map<String, SchemaField> fields) {
        String nearest = this.findings.size() < MAX_SUGGESTIONS ? NearestName.of(name, fields.keySet()) : null;
        add(new InputFinding(
                path + "." + Description.printable(name),
                Code.UNKNOWN,
                ValueRules.typeOf(value),
                Description.list(fields.keySet()),
                nearest == null ? null : Description.printable(nearest)));
    }

    /** A value must match one alternative. If only one has the kind of the value, its findings are more precise. */
    private void checkAlternatives(SchemaType type, Object value, String path, int depth) {
        List<SchemaType> alternatives = type.alternatives();
        List<InputFinding> outer = this.findings;
        List<List<InputFinding>> results = new ArrayList<>();
        for (SchemaType alternative : alternatives) {
            if (++this.tried > MAX_ALTERNATIVES) {
                this.findings = outer;
                return;
            }
            this.findings = new ArrayList<>();
            check(alternative, value, path, depth + 1);
            if (this.findings.isEmpty()) {
                this.findings = outer;
                return;
            }
            if (hasKind(alternative.kind(), value)) {
                results.add(this.findings);
            }
        }
        this.findings = outer;
        if (results.size() == 1) {
            results.get(0).forEach(this::add);
        } else if (!alternatives.isEmpty()) {
            add(path, Code.TYPE, value, type);
        }
    }

    private void add(String path, Code code, @Nullable Object value, SchemaType type) {
        add(new InputFinding(path, code, ValueRules.typeOf(value), Description.of(type), null));
    }

    private void add(InputFinding finding) {
        if (this.findings.size() < MAX_FINDINGS) {
            this.findings.add(finding);
        }
    }
}
