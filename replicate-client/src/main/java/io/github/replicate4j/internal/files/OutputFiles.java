/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.internal.files;

import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.internal.content.DataUrl;
import io.github.replicate4j.internal.download.Downloads;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Finds files in what models make. Public for the packages that read outputs.
 */
public final class OutputFiles {

    private final Downloads downloads;

    /**
     * Creates the finder.
     *
     * @param downloads reads files
     */
    public OutputFiles(Downloads downloads) {
        this.downloads = downloads;
    }

    /**
     * Tells whether a text is the URL of a file that may be read.
     *
     * @param text any text of an output
     * @return whether it is a {@code data} URL, or an {@code https} URL that leads elsewhere
     */
    public boolean isFile(String text) {
        if (DataUrl.isOne(text)) {
            return true;
        }
        if (!text.regionMatches(true, 0, "http", 0, 4)) {
            return false;
        }
        try {
            return this.downloads.mayRead(new URI(text));
        } catch (URISyntaxException ex) {
            return false;
        }
    }

    /**
     * Returns the file under a URL. Nothing is read yet.
     *
     * @param url what {@link #isFile} is true for
     * @return the file
     */
    public AsyncFileOutput file(String url) {
        return new AsyncFileOutput(url, this.downloads);
    }
}
