/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.state;

import io.github.replicate4j.emulator.internal.model.Deployment;
import io.github.replicate4j.emulator.internal.prediction.SavedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of an emulator, without the content of files. All lists are in the order of creation.
 *
 * @param format the version of the format
 * @param root the URL of the emulator, without a path
 * @param time the time of the clock, or null if it is unknown
 */
record SavedState(
        int format,
        String root,
        @Nullable Instant time,
        List<SavedModel> models,
        List<Deployment> deployments,
        List<SavedFile> files,
        List<SavedRun> predictions,
        List<SavedRun> trainings) {

    static final int FORMAT = 1;

    SavedState withoutTime() {
        return new SavedState(
                this.format,
                this.root,
                null,
                this.models,
                this.deployments,
                this.files,
                this.predictions,
                this.trainings);
    }

    /** An uploaded file without its content. */
    record SavedFile(
            String id,
            String name,
            String contentType,
            long size,
            Map<String, String> checksums,
            Map<String, Object> metadata,
            Instant createdAt,
            Instant expiresAt) {}
}
