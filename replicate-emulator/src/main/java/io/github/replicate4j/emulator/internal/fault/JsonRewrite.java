/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes fields of a JSON object.
 *
 * @param set the new values by name
 * @param remove the names of fields to remove
 */
public record JsonRewrite(Map<String, ? extends @Nullable Object> set, List<String> remove)
        implements Consumer<Map<String, Object>> {

    @Override
    public void accept(Map<String, Object> object) {
        object.putAll(this.set);
        this.remove.forEach(object::remove);
    }

    Map<String, Object> describe() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!this.set.isEmpty()) {
            json.put("set", this.set);
        }
        if (!this.remove.isEmpty()) {
            json.put("remove", this.remove);
        }
        return json;
    }
}
