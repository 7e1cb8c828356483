/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.files.FileOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys of stored files, which are safe as a path and as a part of a URL. */
final class OutputKeys {

    static final Pattern KEY = Pattern.compile("[\\w%-]{1,300}/\\d{1,9}(\\.\\w{1,10})?");

    private static final Pattern EXTENSION = Pattern.compile("\\.(\\w{1,10})$");

    private OutputKeys() {}

    static String key(String predictionId, int index, FileOutput file) {
        Matcher extension = EXTENSION.matcher(file.filename());
        return encoded(predictionId) + "/" + index
                + (extension.find() ? "." + extension.group(1).toLowerCase(Locale.ROOT) : "");
    }

    /** Ids of Replicate do not change. No other id can lead to another folder. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace(".", "%2E")
                .replace("*", "%2A")
                .replace("+", "%20");
    }
}
