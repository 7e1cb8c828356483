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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What is known of a request before its body is read.
 *
 * @param fields those of its headers that matter: a copy, for a server may use its own for the next request once the sender
 *     is gone
 * @param contentLength announced length of the body, or -1 if there is none
 * @param query query of the URL, as it came
 */
record WebhookHead(
        HttpHeaders fields, long contentLength, @Nullable String query) {

    /** Copies what matters of the headers. */
    WebhookHead {
        HttpHeaders kept = new HttpHeaders();
        for (String name : WebhookHeaderVerifier.HEADERS) {
            keep(name, fields, kept);
        }
        keep(HttpHeaders.CONTENT_ENCODING, fields, kept);
        fields = kept;
    }

    private static void keep(String name, HttpHeaders fields, HttpHeaders kept) {
        List<String> values = fields.get(name);
        if (values != null) {
            kept.put(name, List.copyOf(values));
        }
    }

    /** All values of one of these headers. */
    List<String> header(String name) {
        return this.fields.getOrEmpty(name);
    }

    /** Whether the body is packed in some way. */
    boolean isEncoded() {
        for (String encoding : header(HttpHeaders.CONTENT_ENCODING)) {
            if (!encoding.equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }
}
