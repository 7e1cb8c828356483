/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

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

    /** Rename the innermost field that the failure names, and return whether there is one. */
    private static boolean rename(JsonNode tree, DatabindException failure) {
        JsonNode node = tree;
        @Nullable ObjectNode parent = null;
        @Nullable String name = null;
        for (JacksonException.Reference step : failure.getPath()) {
            String property = step.getPropertyName();
            if (property != null && node instanceof ObjectNode object && object.has(property)) {
                parent = object;
                name = property;
            }
            node = property != null ? node.path(property) : node.path(step.getIndex());
        }
        return parent != null && name != null && rename(parent, name);
    }

    private static boolean rename(ObjectNode parent, String name) {
        if (name.startsWith(MARKER)) {
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
