/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Properties of the models that chat models can call as tools. */
@ConfigurationProperties(ReplicateToolProperties.PREFIX)
final class ReplicateToolProperties {

    static final String PREFIX = "spring.ai.replicate.tools";

    /** Models that become tools, as owner/name or owner/name:version. */
    private List<String> models = new ArrayList<>();

    /** Deadline of a call of a tool, after which its prediction is cancelled. The default is replicate.run.timeout. */
    private @Nullable Duration timeout;

    public List<String> getModels() {
        return this.models;
    }

    public void setModels(List<String> models) {
        this.models = models;
    }

    public @Nullable Duration getTimeout() {
        return this.timeout;
    }

    public void setTimeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }
}
