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

package io.github.replicate4j.emulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list, as it stands in the link to a page.
 *
 * @param backwards whether the page ends just in front of it, and does not begin just behind it
 * @param search what was searched for, if the list was found by a search; else empty
 * @param key the key of the item in question
 */
public record Cursor(boolean backwards, String search, String key) {

    /**
     * Reads the cursor of a request.
     *
     * @return the cursor, or null if the request is for the first page
     * @throws ApiException with status 404 if it is none of the emulator's
     */
    public static @Nullable Cursor read(ReceivedRequest request) {
        String text = request.query("cursor");
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int end = plain.lastIndexOf('\n');
            boolean backwards = plain.startsWith("p");
            if ((backwards || plain.startsWith("n")) && end > 0) {
                return new Cursor(backwards, plain.substring(1, end), plain.substring(end + 1));
            }
        } catch (IllegalArgumentException e) {
            // falls through: it is none of ours
        }
        throw invalid();
    }

    static ApiException invalid() {
        return ApiException.notFound("Invalid cursor");
    }

    public String write() {
        String plain = (this.backwards ? "p" : "n") + this.search + "\n" + this.key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
