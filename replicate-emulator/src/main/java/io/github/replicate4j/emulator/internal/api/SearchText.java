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

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * What is searched for with {@code QUERY /models}. The documented form is the plain text; a JSON text, which official
 * clients send, is understood as well.
 */
final class SearchText {

    private SearchText() {}

    static String of(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            String unquoted = Json.readText(text);
            return unquoted == null ? text : unquoted.strip();
        }
        return text;
    }
}
