/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import io.github.replicate4j.reference.ModelReference;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the sample application.
 *
 * @param model official model, as {@code owner/name}, that takes a {@code prompt} and outputs a PNG
 * @param editModel official model, as {@code owner/name}, that also takes an {@code input_image}
 * @param folder directory of the images and the database
 * @param heartbeat interval between heartbeats in the stream of webhook deliveries
 * @since 0.1.0
 */
@ConfigurationProperties("sample")
public record SampleProperties(
        String model,
        String editModel,
        Path folder,
        @DefaultValue("5s") Duration heartbeat) {

    public SampleProperties {
        model = ModelReference.ownerAndName("sample.model", model).toString();
        editModel = ModelReference.ownerAndName("sample.edit-model", editModel).toString();
        if (heartbeat.toMillis() < 1) {
            throw new IllegalArgumentException("sample.heartbeat must be 1 ms or more, but is " + heartbeat);
        }
    }
}
