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

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The three headers of a delivery, as strictly as they are written. Nothing else is believed: what is read in two ways
 * can be forged in one of them.
 *
 * @param id id of the delivery
 * @param timestamp seconds since 1970, to the letter
 * @param signatures base64, letter by letter; only those of version 1 and of the form that they have, others are passed over
 */
record SignedHeaders(String id, String timestamp, List<byte[]> signatures) {

    static final String ID = "webhook-id";

    static final String TIMESTAMP = "webhook-timestamp";

    static final String SIGNATURE = "webhook-signature";

    private static final String VERSION = "v1,";

    private static final int MAX_ID_LENGTH = 200;

    private static final int MIN_TIMESTAMP_LENGTH = 10;

    private static final int MAX_TIMESTAMP_LENGTH = 12;

    /** HMAC-SHA256 in base64, the sign that fills it up included. */
    private static final int CODE_LENGTH = 44;

    private static final int MAX_SIGNATURE_LENGTH = 1024;

    private static final int MAX_SIGNATURES = 16;

    static SignedHeaders read(Function<String, ? extends @Nullable List<String>> headers) {
        String id = one(headers, ID);
        if (!isId(id)) {
            throw malformed(ID);
        }
        String timestamp = one(headers, TIMESTAMP);
        if (!isTimestamp(timestamp)) {
            throw malformed(TIMESTAMP);
        }
        return new SignedHeaders(id, timestamp, signatures(one(headers, SIGNATURE)));
    }

    /** Without a dot: what is signed is joined by dots. */
    private static boolean isId(String text) {
        if (text.length() > MAX_ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (!isLetterOrDigit(each) && each != '_' && each != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isTimestamp(String text) {
        if (text.length() < MIN_TIMESTAMP_LENGTH || text.length() > MAX_TIMESTAMP_LENGTH || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> signatures(String text) {
        if (text.length() > MAX_SIGNATURE_LENGTH) {
            throw malformed(SIGNATURE);
        }
        String[] all = text.split(" ", MAX_SIGNATURES + 1);
        if (all.length > MAX_SIGNATURES) {
            throw malformed(SIGNATURE);
        }
        List<byte[]> signatures = new ArrayList<>(all.length);
        for (String each : all) {
            if (isSignature(each)) {
                signatures.add(each.substring(VERSION.length()).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return signatures;
    }

    private static boolean isSignature(String text) {
        int last = VERSION.length() + CODE_LENGTH - 1;
        if (text.length() != last + 1 || !text.startsWith(VERSION) || text.charAt(last) != '=') {
            return false;
        }
        for (int i = VERSION.length(); i < last; i++) {
            char each = text.charAt(i);
            if (!isLetterOrDigit(each) && each != '+' && each != '/') {
                return false;
            }
        }
        return true;
    }

    /** Of ASCII, unlike those of {@link Character}. */
    private static boolean isLetterOrDigit(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || isDigit(each);
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
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
