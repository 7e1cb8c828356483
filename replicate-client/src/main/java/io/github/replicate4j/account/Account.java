/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.replicate4j.internal.json.ApiRequired;
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
        @ApiRequired @Nullable String type,
        @ApiRequired @Nullable String username,
        @Nullable String name,
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
