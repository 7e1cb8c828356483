/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The OpenAPI schema of a version. The author of a model writes it, so it may have any content. */
public final class SchemaDocument {

    private static final List<String> RESOLVED = List.of("Input", "Output", "TrainingInput", "TrainingOutput");

    private static final String REF = "$ref";

    static final String COMPONENTS = "#/components/schemas/";

    /** Limit for chained references, which can expand a small schema without bound; the rest stays unresolved. */
    private static final int MAX_NODES = 50_000;

    private static final int MAX_DEPTH = 200;

    private final Map<String, @Nullable Object> document;

    public SchemaDocument(Map<String, @Nullable Object> document) {
        this.document = document;
    }

    /** Return a schema of the components, such as {@code Input}, or {@code null} if there is none. */
    public @Nullable Map<?, ?> component(String name) {
        return map(schemas().get(name));
    }

    /** Return the names of the components. */
    public Set<String> componentNames() {
        return copy(schemas()).keySet();
    }

    /** Return the schema of the output, or {@code null} if there is none. */
    @Nullable
    public Map<?, ?> output() {
        return component("Output");
    }

    private Map<?, ?> schemas() {
        Map<?, ?> components = map(this.document.get("components"));
        Map<?, ?> schemas = components == null ? null : map(components.get("schemas"));
        return schemas == null ? Map.of() : schemas;
    }

    /** Follow the references of a schema; {@code null} if a reference is broken. */
    @Nullable
    public Map<?, ?> dereference(Map<?, ?> schema) {
        Map<?, ?> target = schema;
        for (int hops = 0; target != null && target.containsKey(REF); hops++) {
            target = hops > MAX_DEPTH ? null : map(target(target.get(REF)));
        }
        return target;
    }

    /** Return the target of a reference within this document, or {@code null} if it is broken. */
    private @Nullable Object target(@Nullable Object reference) {
        if (!(reference instanceof String text) || !text.startsWith("#/")) {
            return null;
        }
        Object target = this.document;
        for (String step : text.substring(2).split("/", -1)) {
            String name = name(step);
            Map<?, ?> map = map(target);
            target = map == null ? null : map.get(name);
        }
        return target;
    }

    private static String name(String step) {
        String decoded = step;
        try {
            decoded = StringUtils.uriDecode(step, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ex) {
            // The name is not encoded.
        }
        return decoded.replace("~1", "/").replace("~0", "~");
    }

    /** Return the name of the component that a reference refers to, or whose part it refers to; otherwise {@code null}. */
    public static @Nullable String componentOf(@Nullable Object reference) {
        return reference instanceof String text && text.startsWith(COMPONENTS)
                ? name(text.substring(COMPONENTS.length()).split("/", -1)[0])
                : null;
    }

    /** Return the name of the component that a reference refers to as a whole; otherwise {@code null}. */
    public static @Nullable String wholeComponent(@Nullable Object reference) {
        return reference instanceof String text && text.indexOf('/', COMPONENTS.length()) < 0
                ? componentOf(text)
                : null;
    }

    /** Return the document without its paths, with resolved references in inputs and outputs. */
    public Map<String, @Nullable Object> resolved() {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(this.document);
        result.remove("paths");
        Map<String, @Nullable Object> schemas = copy(schemas());
        if (!schemas.isEmpty()) {
            schemas.replaceAll((name, schema) -> RESOLVED.contains(name) ? new Resolution().resolve(schema) : schema);
            Map<String, @Nullable Object> components = copy(map(result.get("components")));
            components.put("schemas", Collections.unmodifiableMap(schemas));
            result.put("components", Collections.unmodifiableMap(components));
        }
        return Collections.unmodifiableMap(result);
    }

    private static @Nullable Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : null;
    }

    private static Map<String, @Nullable Object> copy(@Nullable Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (map != null) {
            map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        }
        return copy;
    }

    private final class Resolution {

        private final Deque<String> path = new ArrayDeque<>();

        private int nodes;

        private int depth;

        @Nullable
        Object resolve(@Nullable Object value) {
            this.nodes++;
            this.depth++;
            try {
                if (value instanceof List<?> list) {
                    List<@Nullable Object> items = new ArrayList<>();
                    list.forEach(item -> items.add(resolve(item)));
                    return Collections.unmodifiableList(items);
                }
                Map<?, ?> map = map(value);
                return map == null ? value : resolveMap(map);
            } finally {
                this.depth--;
            }
        }

        private Map<String, @Nullable Object> resolveMap(Map<?, ?> map) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            Object reference = map.get(REF);
            Map<?, ?> target = map(target(reference));
            boolean resolvable = target != null
                    && !this.path.contains(String.valueOf(reference))
                    && this.nodes < MAX_NODES
                    && this.depth < MAX_DEPTH;
            if (target != null && resolvable) {
                this.path.push(String.valueOf(reference));
                result.putAll(resolveMap(target));
                this.path.pop();
            }
            // Siblings of a reference override the fields of its target.
            map.forEach((name, value) -> {
                if (!resolvable || !REF.equals(name)) {
                    result.put(String.valueOf(name), resolve(value));
                }
            });
            return Collections.unmodifiableMap(result);
        }
    }
}
