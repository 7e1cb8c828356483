/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.inbox;

import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.event.StoredOutputs;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stored outputs as JSON in a column. Fields that a later version adds are ignored. */
final class OutputsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private OutputsJson() {}

    /**
     * Write stored outputs.
     *
     * @param complete whether no more outputs have to be stored
     */
    static String write(StoredOutputs outputs, boolean complete) {
        List<Map<String, Object>> files = new ArrayList<>();
        for (StoredOutput file : outputs.files()) {
            files.add(Map.of(
                    "index", file.index(),
                    "key", file.key(),
                    "location", file.location().toString(),
                    "contentType", file.contentType(),
                    "size", file.size()));
        }
        return MAPPER.writeValueAsString(Map.of("complete", complete, "expired", outputs.expired(), "files", files));
    }

    static boolean isComplete(@Nullable String json) {
        return json != null && MAPPER.readTree(json).path("complete").asBoolean(false);
    }

    static StoredOutputs read(@Nullable String json) {
        if (json == null) {
            return StoredOutputs.NONE;
        }
        JsonNode outputs = MAPPER.readTree(json);
        List<StoredOutput> files = new ArrayList<>();
        for (JsonNode file : outputs.path("files")) {
            files.add(new StoredOutput(
                    file.path("index").asInt(),
                    file.path("key").asString(),
                    URI.create(file.path("location").asString()),
                    file.path("contentType").asString(),
                    file.path("size").asLong()));
        }
        return new StoredOutputs(files, outputs.path("expired").asBoolean(false));
    }
}
