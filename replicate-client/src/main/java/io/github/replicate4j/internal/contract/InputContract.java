/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.contract;

import io.github.replicate4j.internal.json.JsonShape;
import io.github.replicate4j.internal.validation.Description;
import io.github.replicate4j.schema.SchemaField;
import io.github.replicate4j.schema.SchemaType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JavaType;

/** Compares the fields that are sent with the input that a model declares. */
public final class InputContract {

    private final SchemaType input;

    public InputContract(SchemaType input) {
        this.input = input;
    }

    /** Return why fields do not fit the input; empty if they fit. */
    public List<String> mismatches(Map<String, Type> fields) {
        Map<String, JavaType> types = new LinkedHashMap<>();
        fields.forEach((name, type) -> types.put(name, JsonShape.type(type)));
        return compare(types);
    }

    /** Return why a record or bean does not fit the input; empty if it fits, or if its fields are not known. */
    public List<String> mismatches(Type whole) {
        Map<String, JavaType> fields = JsonShape.fields(JsonShape.type(whole));
        return fields == null ? List.of() : compare(fields);
    }

    private List<String> compare(Map<String, JavaType> sent) {
        List<String> mismatches = new ArrayList<>();
        Map<String, SchemaField> declared = this.input.fields();
        boolean open = Boolean.TRUE.equals(this.input.otherFieldsAllowed());
        sent.forEach((name, type) -> {
            SchemaField field = declared.get(name);
            if (field != null) {
                String reason = FieldContract.mismatch(type, field.type());
                if (reason != null) {
                    mismatches.add("'" + name + "' " + reason);
                }
            } else if (!open) {
                mismatches.add("'" + name + "' is not an input of the model, whose inputs are "
                        + Description.list(declared.keySet()));
            }
        });
        for (String required : this.input.required()) {
            if (!sent.containsKey(required)) {
                mismatches.add("'" + Description.printable(required) + "' is required, but not sent");
            }
        }
        return mismatches;
    }
}
