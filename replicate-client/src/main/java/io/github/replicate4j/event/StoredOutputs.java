/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of an output that were stored before listeners were called. There are none unless a stored inbox has a store for
 * outputs.
 *
 * @param files the stored files in the order of the output. Files on other hosts than those of Replicate are not stored, because
 *     Replicate does not delete them
 * @param expired whether files could not be stored, because they cannot be read: usually because Replicate had deleted them, or had
 *     removed the data of the prediction
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.ALWAYS) // no value has a default
public record StoredOutputs(List<StoredOutput> files, boolean expired) implements Serializable {

    /** No stored files. */
    public static final StoredOutputs NONE = new StoredOutputs(List.of(), false);

    /**
     * Create an instance.
     *
     * @param files the stored files; {@code null} if there are none
     */
    public StoredOutputs(@Nullable List<StoredOutput> files, boolean expired) {
        this.files = files == null ? List.of() : List.copyOf(files);
        this.expired = expired;
    }
}
