/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.event.PredictionCompletedEvent;
import java.nio.file.Path;

/**
 * A downloaded file of an output, which an {@link OutputStore} stores.
 *
 * @param key key of the file, such as {@code predictionId/0.png}: the id of the prediction, the index of the file in the output, and
 *     its extension if that is known. If a file is stored again, it has the same key. Keys consist of the letters {@code a} to
 *     {@code z} in lower and upper case, digits, {@code -}, {@code _}, {@code %}, one {@code /}, and a dot before the extension
 * @param path path of the complete file. The store may move the file. Otherwise the file is deleted when the store returns
 * @param size size of the file in bytes
 * @param contentType media type of the file, such as {@code image/png}; {@code application/octet-stream} if it is unknown
 * @param filename name of the file at Replicate, without a path
 * @param event the completion of the prediction, which contains, for example, the reference of the create
 * @since 0.1.0
 */
public record OutputFile(
        String key, Path path, long size, String contentType, String filename, PredictionCompletedEvent event) {

    /** Return a description without the input and the output of the prediction. */
    @Override
    public String toString() {
        return "OutputFile[key=" + this.key + ", size=" + this.size + "]";
    }
}
