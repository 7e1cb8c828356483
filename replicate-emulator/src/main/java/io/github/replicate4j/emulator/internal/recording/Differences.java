/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.text.ShortText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the differences between a request and a recorded one.
 */
final class Differences {

    private static final int MAX_LENGTH = 100;

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    /** Return a sentence for each difference, in the order of the request. */
    static List<String> between(Map<String, @Nullable Object> requested, Map<String, @Nullable Object> recorded) {
        Differences differences = new Differences();
        differences.compare("", requested, recorded);
        return differences.found;
    }

    private void compare(String pointer, @Nullable Object requested, @Nullable Object recorded) {
        if (requested instanceof Map<?, ?> these && recorded instanceof Map<?, ?> those) {
            Set<Object> names = new LinkedHashSet<>(these.keySet());
            names.addAll(those.keySet());
            for (Object name : names) {
                String field = pointer + "/" + name;
                if (!those.containsKey(name)) {
                    this.found.add(field + " is " + shown(these.get(name)) + ", but is not recorded");
                } else if (!these.containsKey(name)) {
                    this.found.add(field + " is missing, but " + shown(those.get(name)) + " is recorded");
                } else {
                    compare(field, these.get(name), those.get(name));
                }
            }
        } else if (requested instanceof List<?> these
                && recorded instanceof List<?> those
                && these.size() == those.size()) {
            for (int i = 0; i < these.size(); i++) {
                compare(pointer + "/" + i, these.get(i), those.get(i));
            }
        } else if (!json(JsonValues.normalize(requested)).equals(json(JsonValues.normalize(recorded)))) {
            this.found.add(pointer + " is " + shown(requested) + ", but " + shown(recorded) + " is recorded");
        }
    }

    private static String shown(@Nullable Object value) {
        return ShortText.shortened(json(value), MAX_LENGTH);
    }

    private static String json(@Nullable Object value) {
        return new String(JsonValues.write(value), StandardCharsets.UTF_8);
    }
}
