/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample.pictures;

import io.github.replicate4j.sample.StudioModels;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Selects the model of the next picture.
 *
 * @since 0.1.0
 */
@Component
public class PictureModels {

    private final StudioModels models;

    private final AtomicReference<@Nullable String> override = new AtomicReference<>();

    PictureModels(StudioModels models) {
        this.models = models;
    }

    String next(boolean edit) {
        String override = this.override.getAndSet(null);
        if (override != null) {
            return override;
        }
        return edit ? this.models.edit() : this.models.picture();
    }

    /**
     * Use the given model for the next picture only.
     *
     * @param model {@code owner/name}
     */
    public void useOnce(String model) {
        this.override.set(model);
    }
}
