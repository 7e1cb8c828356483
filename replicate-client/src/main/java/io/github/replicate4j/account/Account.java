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

package io.github.replicate4j.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.replicate4j.internal.json.Immutables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user or an organization. Replicate may leave out any field.
 *
 * @param type {@code user} or {@code organization}
 * @param username its name in references, as the owner of models
 * @param name its name for people
 * @param githubUrl its page on GitHub
 * @param avatarUrl its picture
 * @param additionalProperties further fields of the API that this version does not know
 */
public record Account(
        @JsonProperty(required = true) @Nullable String type,
        @JsonProperty(required = true) @Nullable String username,
        @JsonProperty(required = true) @Nullable String name,
        @Nullable String githubUrl,
        @Nullable String avatarUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Fills in what is missing. */
    public Account {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "Account[type=" + this.type + ", username=" + this.username + "]";
    }
}
