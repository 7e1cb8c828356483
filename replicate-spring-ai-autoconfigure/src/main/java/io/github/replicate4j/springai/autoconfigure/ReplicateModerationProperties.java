/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.moderation.ReplicateModerationOptions;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the moderation model. */
@ConfigurationProperties("spring.ai.replicate.moderation")
final class ReplicateModerationProperties extends ReplicateModelProperties {

    ReplicateModerationOptions toOptions() {
        return apply(ReplicateModerationOptions.builder()).build();
    }
}
