/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.net.URI;

/**
 * A file of an output that the application keeps, because Replicate deletes its own copy an hour after the completion.
 *
 * @param index index of the file among the {@linkplain io.github.replicate4j.run.Output#files() files of the output}, from 0
 * @param key key of the file in the store, such as {@code predictionId/0.png}. Files with the same URL have the same key
 * @param location place of the file, as the store has returned it, such as a {@code file} URI
 * @param contentType media type of the file, such as {@code image/png}
 * @param size size of the file in bytes
 * @since 0.1.0
 * @see StoredOutputs
 */
@JsonInclude(JsonInclude.Include.ALWAYS) // no value has a default
public record StoredOutput(int index, String key, URI location, String contentType, long size)
        implements Serializable {}
