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

package io.github.replicate4j.settings;

import io.github.replicate4j.internal.support.Arguments;
import java.time.Duration;

/**
 * How files among the inputs of a model are sent.
 *
 * @param encoding as data URLs, as uploads, or by size
 * @param inlineLimit the largest file that becomes a data URL when the size decides, in bytes
 * @param uploadTimeout how long one upload may take
 */
public record FileSettings(FileEncoding encoding, long inlineLimit, Duration uploadTimeout) {

    /**
     * How much the files of one input may have in all as data URLs: 10,000,000 bytes. What is beyond is uploaded, where the
     * size decides, and refused otherwise.
     */
    public static final long MAX_INLINE_TOTAL = 10_000_000;

    /** Data URLs up to 256 kB, as Replicate advises; ten minutes for an upload. */
    public static final FileSettings DEFAULT = new FileSettings(FileEncoding.AUTO, 256 * 1024, Duration.ofMinutes(10));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a figure is out of range
     */
    public FileSettings {
        Arguments.size("files inlineLimit", inlineLimit);
        Arguments.positive("files uploadTimeout", uploadTimeout);
    }

    /**
     * Changes what files become.
     *
     * @param encoding as data URLs, as uploads, or by size
     * @return changed settings
     */
    public FileSettings withEncoding(FileEncoding encoding) {
        return new FileSettings(encoding, this.inlineLimit, this.uploadTimeout);
    }

    /**
     * Changes up to which size a file becomes a data URL.
     *
     * @param inlineLimit bytes, at least one
     * @return changed settings
     */
    public FileSettings withInlineLimit(long inlineLimit) {
        return new FileSettings(this.encoding, inlineLimit, this.uploadTimeout);
    }

    /**
     * Changes how long one upload may take.
     *
     * @param uploadTimeout longer than zero
     * @return changed settings
     */
    public FileSettings withUploadTimeout(Duration uploadTimeout) {
        return new FileSettings(this.encoding, this.inlineLimit, uploadTimeout);
    }
}
