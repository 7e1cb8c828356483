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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The account of the API token.
 *
 * @param username the owner of everything that clients create
 */
public record Account(String username) {

    public Map<String, Object> json(String root) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "organization");
        json.put("username", this.username);
        json.put("name", "Account of the emulator");
        json.put("avatar_url", root + "/avatar.png");
        json.put("github_url", "https://github.com/replicate4j");
        return json;
    }
}
