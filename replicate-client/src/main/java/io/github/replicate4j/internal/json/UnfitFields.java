/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a response in which some fields do not have their type. Each of them gets a name that no type has, so that it is missing,
 * and is kept in the additional properties, where {@link #originalName} restores its name.
 */
final class UnfitFields {

    private static final String MARKER = "\u0000unfit ";

    private static final int MAX_FIELDS = 100;

    private UnfitFields() {}

    /**
     * Read a value that could not be read.
     *
     * @param failure the failure to read it
     * @throws JacksonException if it cannot be read without the fields that do not have their type either
     */
    static <T> T read(JsonMapper mapper, byte[] json, JavaType type, DatabindException failure) {
        JsonNode tree = mapper.readTree(json);
        DatabindException latest = failure;
        for (int fields = 0; fields < MAX_FIELDS && rename(tree, latest); fields++) {
            try {
                return mapper.readerFor(type).readValue(tree);
            } catch (DatabindException ex) {
                latest = ex;
            }
        }
        throw latest;
    }

    /**
     * Rename the field that does not have its type, and return whether there is one. An element of a list is not a field: without
     * it, a list would be shorter than the response.
     */
    private static boolean rename(JsonNode tree, DatabindException failure) {
        List<JacksonException.Reference> path = failure.getPath();
        for (int last = path.size() - 1; last >= 0 && path.get(last).getPropertyName() != null; last--) {
            JacksonException.Reference field = path.get(last);
            if (keepsAdditionalProperties(field.from())) {
                return find(tree, path.subList(0, last)) instanceof ObjectNode parent
                        && rename(parent, field.getPropertyName());
            }
        }
        return false;
    }

    private static boolean keepsAdditionalProperties(@Nullable Object owner) {
        return owner instanceof Class<?> type
                && type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getName().equals("additionalProperties"));
    }

    private static JsonNode find(JsonNode tree, List<JacksonException.Reference> path) {
        JsonNode node = tree;
        for (JacksonException.Reference step : path) {
            node = step.getPropertyName() != null ? node.path(step.getPropertyName()) : node.path(step.getIndex());
        }
        return node;
    }

    private static boolean rename(ObjectNode parent, String name) {
        if (name.startsWith(MARKER) || !parent.has(name)) {
            return false;
        }
        parent.set(MARKER + name, parent.remove(name));
        return true;
    }

    /** Return the name that a field has in the response. */
    static String originalName(String name) {
        return name.startsWith(MARKER) ? name.substring(MARKER.length()) : name;
    }
}
