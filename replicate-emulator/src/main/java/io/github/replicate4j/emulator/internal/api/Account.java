/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
