/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.audio;

import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the definitions of the audio models have in common.
 */
final class AudioDefinitions {

    static final Map<String, Object> URI = Map.of("type", "string", "format", "uri");

    private AudioDefinitions() {}

    static ModelDefinition model(String name, String created, String description, String tag) {
        return ModelDefinition.named(name, Instant.parse(created))
                .withCard(card -> card.withDetail("description", description).withTags("speech", "audio", tag));
    }

    /** Let the output be an object. */
    static ModelDefinition withObjectOutput(
            ModelDefinition model, List<String> required, Map<String, Object> properties) {
        return model.withLatestVersion(latest -> latest.withSchema(latest.schema()
                .withOutput(
                        Map.of("type", "object", "title", "Output", "required", required, "properties", properties))));
    }
}
