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

package io.github.replicate4j.webhook;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The three headers of a delivery, as strictly as they are written. Nothing else is believed: what is read in two ways
 * can be forged in one of them.
 *
 * @param id id of the delivery
 * @param timestamp seconds since 1970, to the letter
 * @param signatures base64, each; only those of version 1 and of the form that they have, others are passed over
 */
record SignedHeaders(String id, String timestamp, List<String> signatures) {

    static final String ID = "webhook-id";

    static final String TIMESTAMP = "webhook-timestamp";

    static final String SIGNATURE = "webhook-signature";

    /** Without a dot: what is signed is joined by dots. */
    private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private static final Pattern TIMESTAMP_FORM = Pattern.compile("[1-9][0-9]{9,11}");

    /** HMAC-SHA256 in base64. */
    private static final Pattern SIGNATURE_FORM = Pattern.compile("v1,([A-Za-z0-9+/]{43}=)");

    private static final int MAX_SIGNATURE_LENGTH = 1024;

    private static final int MAX_SIGNATURES = 16;

    static SignedHeaders read(Function<String, ? extends @Nullable List<String>> headers) {
        String id = one(headers, ID);
        if (!ID_FORM.matcher(id).matches()) {
            throw malformed(ID);
        }
        String timestamp = one(headers, TIMESTAMP);
        if (!TIMESTAMP_FORM.matcher(timestamp).matches()) {
            throw malformed(TIMESTAMP);
        }
        String signature = one(headers, SIGNATURE);
        List<String> signatures = List.of(signature.split(" ", MAX_SIGNATURES + 1));
        if (signature.length() > MAX_SIGNATURE_LENGTH || signatures.size() > MAX_SIGNATURES) {
            throw malformed(SIGNATURE);
        }
        return new SignedHeaders(
                id,
                timestamp,
                signatures.stream()
                        .map(SIGNATURE_FORM::matcher)
                        .filter(Matcher::matches)
                        .map(matcher -> matcher.group(1))
                        .toList());
    }

    private static String one(Function<String, ? extends @Nullable List<String>> headers, String name) {
        List<String> values = headers.apply(name);
        if (values == null
                || values.isEmpty()
                || values.size() == 1 && values.get(0).isEmpty()) {
            throw new WebhookRejectedException(
                    WebhookRejection.MISSING_HEADER, "A webhook came without the header " + name + ".");
        }
        if (values.size() > 1) {
            throw new WebhookRejectedException(
                    WebhookRejection.REPEATED_HEADER,
                    "A webhook came with the header " + name + " " + values.size() + " times.");
        }
        return values.get(0);
    }

    private static WebhookRejectedException malformed(String name) {
        return new WebhookRejectedException(
                WebhookRejection.MALFORMED_HEADER,
                "A webhook came with a header " + name + " of a form that Replicate does not send.");
    }

    Instant time() {
        return Instant.ofEpochSecond(Long.parseLong(this.timestamp));
    }
}
