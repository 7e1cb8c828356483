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
 * An account: a user or an organization. Replicate may omit any field, which is then {@code null}.
 *
 * @param type {@code user} or {@code organization}
 * @param username name of the account in references, such as the owner of a model
 * @param name display name
 * @param githubUrl URL of the account on GitHub
 * @param avatarUrl URL of the avatar image
 * @param additionalProperties further fields of the API that this version of the client does not know
 * @since 0.1.0
 */
public record Account(
        @JsonProperty(required = true) @Nullable String type,
        @JsonProperty(required = true) @Nullable String username,
        @JsonProperty(required = true) @Nullable String name,
        @Nullable String githubUrl,
        @Nullable String avatarUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /** Create an account. A missing map becomes an empty one. */
    public Account {
        additionalProperties = Immutables.map(additionalProperties);
    }

    @Override
    public String toString() {
        return "Account[type=" + this.type + ", username=" + this.username + "]";
    }
}
