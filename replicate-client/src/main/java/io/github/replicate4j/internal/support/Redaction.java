/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Redacts untrusted text for messages and logs: removes tokens, signatures in URLs, data URLs and line breaks, and
 * limits its length.
 */
public final class Redaction {

    private static final int MAX_LENGTH = 500;

    /** Limits the time that the patterns take. */
    private static final int MAX_INPUT_LENGTH = 4096;

    private static final Pattern TOKEN = Pattern.compile("\\b(r8_|whsec_)[A-Za-z0-9+/=_-]+");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|token)\\s+[A-Za-z0-9+/=._~-]{8,}");

    /** Groups: scheme, user, host, path, query or fragment. */
    private static final Pattern URL =
            Pattern.compile("(?i)(https?://)([^\\s\"'<>?#/@]*@)?([^\\s\"'<>?#/]+)([^\\s\"'<>?#]*)([?#][^\\s\"'<>]*)?");

    /** Hosts whose paths are not confidential. On other hosts, the path of a file can grant access to it. */
    private static final Pattern PUBLIC_HOST = Pattern.compile("(?i)((www|api)\\.)?replicate\\.com(:\\d+)?");

    private static final Pattern DATA_URL = Pattern.compile("(?i)data:([A-Za-z0-9.+/-]*)[;,][^\\s\"'<>]*");

    private Redaction() {}

    /** Return the text on one line, without secrets and limited to 500 characters. */
    public static String of(String text) {
        String redacted = text.length() > MAX_INPUT_LENGTH ? text.substring(0, MAX_INPUT_LENGTH) : text;
        redacted = TOKEN.matcher(redacted).replaceAll("$1***");
        redacted = BEARER.matcher(redacted).replaceAll("$1 ***");
        redacted = URL.matcher(redacted).replaceAll(url -> Matcher.quoteReplacement(redactUrl(url)));
        redacted = DATA_URL.matcher(redacted).replaceAll("data:$1,***");
        redacted = redacted.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+", " ")
                .strip();
        return ShortText.of(redacted, MAX_LENGTH);
    }

    /** Return the text without secrets, including the given API token. */
    public static String of(String text, @Nullable String token) {
        return of(token == null ? text : text.replace(token, "***"));
    }

    /** Return the message of a failure as {@link #of(String)}, or the name of its class if it has none. */
    public static String ofMessage(Throwable failure) {
        String message = failure.getMessage();
        return of(message == null ? failure.getClass().getName() : message);
    }

    private static String redactUrl(MatchResult url) {
        String host = url.group(3);
        String path = url.group(4);
        int lastSlash = path.lastIndexOf('/');
        if (lastSlash > 0 && !PUBLIC_HOST.matcher(host).matches()) {
            path = "/***" + path.substring(lastSlash);
        }
        return url.group(1) + host + path + (url.group(5) == null ? "" : "?***");
    }
}
