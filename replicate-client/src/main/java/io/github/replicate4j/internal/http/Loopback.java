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

package io.github.replicate4j.internal.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells this machine from all others, by name alone: nothing is looked up.
 */
public final class Loopback {

    private static final Pattern NAMES = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private Loopback() {}

    /**
     * Tells whether a URL leads to this machine itself.
     *
     * @param uri absolute URL
     * @return whether plain http is safe
     */
    public static boolean isLoopback(URI uri) {
        return uri.getHost() != null
                && NAMES.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Tells whether a URL may be used: nobody on the way can read along.
     *
     * @param uri any URL
     * @return whether it is absolute and {@code https}, or {@code http} to this machine itself
     */
    public static boolean isHttpsOrLocal(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
                || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri);
    }
}
