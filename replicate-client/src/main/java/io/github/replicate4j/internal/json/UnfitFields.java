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
        for (int fields = 0; fields < MAX_FIELDS && repair(mapper, tree, latest); fields++) {
            try {
                return mapper.readerFor(type).readValue(tree);
            } catch (DatabindException ex) {
                latest = ex;
            }
        }
        throw latest;
    }

    /**
     * Repair the element of a list that could not be read, and all others, because they often have the same unfit fields. Each
     * is read alone: the effort must not grow with the square of their number.
     *
     * @return whether anything has changed
     */
    private static boolean repair(JsonMapper mapper, JsonNode tree, DatabindException failure) {
        List<JacksonException.Reference> path = failure.getPath();
        int list = 0;
        while (list < path.size() && path.get(list).getPropertyName() != null) {
            list++;
        }
        if (list + 1 >= path.size() || !(path.get(list + 1).from() instanceof Class<?> type)) {
            return rename(tree, failure);
        }
        boolean changed = false;
        for (JsonNode element : find(tree, path.subList(0, list))) {
            changed |= repairElement(mapper, element, type);
        }
        return changed;
    }

    private static boolean repairElement(JsonMapper mapper, JsonNode element, Class<?> type) {
        for (int fields = 0; fields < MAX_FIELDS; fields++) {
            try {
                mapper.readerFor(type).readValue(element);
                return fields > 0;
            } catch (DatabindException ex) {
                if (!repair(mapper, element, ex)) {
                    return fields > 0;
                }
            }
        }
        return true;
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
