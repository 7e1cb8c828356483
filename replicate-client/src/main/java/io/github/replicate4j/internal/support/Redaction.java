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

package io.github.replicate4j.internal.support;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from elsewhere fit for a message or a log line: no tokens, no signatures of URLs, no inlined files, no line
 * breaks, no endless text.
 */
public final class Redaction {

    private static final int LIMIT = 500;

    /** Longer than any text worth showing; also bounds the work of the patterns. */
    private static final int READ_LIMIT = 4096;

    private static final Pattern TOKEN = Pattern.compile("\\b(r8_|whsec_)[A-Za-z0-9+/=_-]+");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|token)\\s+[A-Za-z0-9+/=._~-]{8,}");

    /** Scheme, user, host, path, query or fragment. */
    private static final Pattern URL =
            Pattern.compile("(?i)(https?://)([^\\s\"'<>?#/@]*@)?([^\\s\"'<>?#/]+)([^\\s\"'<>?#]*)([?#][^\\s\"'<>]*)?");

    /** Where a path tells nothing that opens a door. Elsewhere, the path of a file is its key. */
    private static final Pattern OPEN_HOST = Pattern.compile("(?i)((www|api)\\.)?replicate\\.com(:\\d+)?");

    private static final Pattern DATA_URL = Pattern.compile("(?i)data:([A-Za-z0-9.+/-]*)[;,][^\\s\"'<>]*");

    private Redaction() {}

    /**
     * Makes a text fit to be shown.
     *
     * @param text any text
     * @return at most 500 characters on one line, without secrets
     */
    public static String of(String text) {
        String shown = text.length() > READ_LIMIT ? text.substring(0, READ_LIMIT) : text;
        shown = TOKEN.matcher(shown).replaceAll("$1***");
        shown = BEARER.matcher(shown).replaceAll("$1 ***");
        shown = URL.matcher(shown).replaceAll(url -> Matcher.quoteReplacement(url(url)));
        shown = DATA_URL.matcher(shown).replaceAll("data:$1,***");
        shown = shown.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return shown.length() > LIMIT ? shown.substring(0, LIMIT) + "..." : shown;
    }

    public static String of(String text, @Nullable String token) {
        return of(token == null ? text : text.replace(token, "***"));
    }

    private static String url(MatchResult url) {
        String host = url.group(3);
        String path = url.group(4);
        int name = path.lastIndexOf('/');
        if (name > 0 && !OPEN_HOST.matcher(host).matches()) {
            path = "/***" + path.substring(name);
        }
        return url.group(1) + host + path + (url.group(5) == null ? "" : "?***");
    }
}
