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

package io.github.replicate4j.emulator.internal.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accepts requests with the configured token, or with any token if none is configured.
 */
final class TokenVerifier {

    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

    private final @Nullable String token;

    TokenVerifier(@Nullable String token) {
        this.token = token;
    }

    boolean accepts(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches() && (this.token == null || this.token.equals(bearer.group(1)));
    }
}
