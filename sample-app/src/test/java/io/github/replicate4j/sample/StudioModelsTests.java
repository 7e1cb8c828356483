/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Models whose predictions may be shown. */
class StudioModelsTests {

    private static StudioModels models(String assistant) {
        SampleProperties properties =
                new SampleProperties("acme/painter", "acme/editor", Path.of("pictures"), Duration.ofSeconds(5));
        return new StudioModels(
                properties, assistant, mock(AsyncReplicate.class), mock(ReplicateConnectionDetails.class));
    }

    @Test
    void usesItsModelsOnly() {
        StudioModels models = models("acme/writer");
        assertThat(new String[] {"acme/painter", "acme/editor", StudioModels.CHAT, "acme/writer"})
                .allMatch(models::uses);
        assertThat(new String[] {"acme/other", StudioModels.OWNER + "/picture", null})
                .noneMatch(models::uses);
    }

    @Test
    void usesTheModelOfAnAssistantWithAVersion() {
        StudioModels models = models("acme/writer:" + "0a".repeat(32));
        assertThat(models.uses("acme/writer")).isTrue();
        assertThat(models.uses("acme/painter")).isTrue();
    }
}
