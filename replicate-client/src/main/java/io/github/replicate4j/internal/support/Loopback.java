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

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises URLs of this machine by the host name alone, without a DNS lookup.
 */
public final class Loopback {

    private static final Pattern NAMES = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private Loopback() {}

    /** Return whether the host of a URL is this machine, so that plain {@code http} is safe. */
    public static boolean isLoopback(URI uri) {
        return uri.getHost() != null
                && NAMES.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /** Return whether requests to a URL cannot be read on the network. */
    public static boolean isHttpsOrLocal(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
                || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri);
    }
}
