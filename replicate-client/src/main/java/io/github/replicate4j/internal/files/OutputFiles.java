/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.files;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.internal.content.DataUrl;
import io.github.replicate4j.internal.download.Downloads;
import io.github.replicate4j.internal.support.HttpUrl;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Recognizes files in the output of a prediction. */
public final class OutputFiles {

    private final Downloads downloads;

    public OutputFiles(Downloads downloads) {
        this.downloads = downloads;
    }

    /** Return whether a text is a data URL or a URL that the client may download. */
    public boolean isFile(String text) {
        if (DataUrl.isDataUrl(text)) {
            return true;
        }
        URI url = HttpUrl.parse(text);
        return url != null && this.downloads.mayRead(url);
    }

    public AsyncFileOutput file(String url) {
        return new DefaultAsyncFileOutput(url, this.downloads);
    }

    /**
     * Return converters from text to files; they throw an {@link IllegalArgumentException} if the text is not the URL
     * of a file.
     */
    public Map<Class<?>, Function<String, ?>> readers() {
        return Map.of(AsyncFileOutput.class, this::read, FileOutput.class, (String url) -> new FileOutput(read(url)));
    }

    private AsyncFileOutput read(String url) {
        if (!isFile(url)) {
            throw new IllegalArgumentException("it is not the URL of a file");
        }
        return file(url);
    }
}
