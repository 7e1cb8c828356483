/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import io.github.replicate4j.error.WebhookRejectedException;
import io.github.replicate4j.error.WebhookRejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The three signed headers of a delivery. Parsing is strict: a header that can be read in two ways can be forged.
 *
 * @param timestamp seconds since 1970, exactly as sent
 * @param signatures Base64 text of each well-formed signature of version 1; other signatures are ignored
 */
record SignedHeaders(String id, String timestamp, List<byte[]> signatures) {

    static final String ID = "webhook-id";

    static final String TIMESTAMP = "webhook-timestamp";

    static final String SIGNATURE = "webhook-signature";

    /** No dots: they separate the parts of the signed content. */
    private static final Pattern ID_FORMAT = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private static final Pattern TIMESTAMP_FORMAT = Pattern.compile("[1-9][0-9]{9,11}");

    private static final String VERSION = "v1,";

    /** HMAC-SHA256 in Base64, with padding. */
    private static final Pattern SIGNATURE_FORMAT = Pattern.compile(VERSION + "[A-Za-z0-9+/]{43}=");

    private static final int MAX_SIGNATURE_LENGTH = 1024;

    private static final int MAX_SIGNATURES = 16;

    static SignedHeaders read(Function<String, ? extends @Nullable List<String>> headers) {
        String id = singleValue(headers, ID);
        if (!ID_FORMAT.matcher(id).matches()) {
            throw malformed(ID);
        }
        String timestamp = singleValue(headers, TIMESTAMP);
        if (!TIMESTAMP_FORMAT.matcher(timestamp).matches()) {
            throw malformed(TIMESTAMP);
        }
        return new SignedHeaders(id, timestamp, signatures(singleValue(headers, SIGNATURE)));
    }

    private static List<byte[]> signatures(String text) {
        if (text.length() > MAX_SIGNATURE_LENGTH) {
            throw malformed(SIGNATURE);
        }
        String[] signatures = text.split(" ", MAX_SIGNATURES + 1);
        if (signatures.length > MAX_SIGNATURES) {
            throw malformed(SIGNATURE);
        }
        return Arrays.stream(signatures)
                .filter(signature -> SIGNATURE_FORMAT.matcher(signature).matches())
                .map(signature -> signature.substring(VERSION.length()).getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static String singleValue(Function<String, ? extends @Nullable List<String>> headers, String name) {
        List<String> values = headers.apply(name);
        if (values == null
                || values.isEmpty()
                || values.size() == 1 && values.get(0).isEmpty()) {
            throw new WebhookRejectedException(
                    WebhookRejection.MISSING_HEADER,
                    "A webhook was rejected because its header " + name + " is missing or empty.");
        }
        if (values.size() > 1) {
            throw new WebhookRejectedException(
                    WebhookRejection.DUPLICATE_HEADER,
                    "A webhook was rejected because it has " + values.size() + " headers " + name + ".");
        }
        return values.get(0);
    }

    private static WebhookRejectedException malformed(String name) {
        return new WebhookRejectedException(
                WebhookRejection.MALFORMED_HEADER,
                "A webhook was rejected because its header " + name + " has a format that Replicate does not send.");
    }

    Instant time() {
        return Instant.ofEpochSecond(Long.parseLong(this.timestamp));
    }
}
