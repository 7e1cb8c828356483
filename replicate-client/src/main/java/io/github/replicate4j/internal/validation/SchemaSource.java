/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import org.jspecify.annotations.Nullable;

/**
 * Where the schema of an input is found.
 *
 * @param kind what the create names
 * @param name {@code owner/name} of the model or deployment, or {@code null} if only the id of a version is known
 * @param version id of the version, or {@code null} if the model or deployment determines it
 */
public record SchemaSource(
        Kind kind, @Nullable String name, @Nullable String version) {

    enum Kind {
        VERSION,
        MODEL,
        DEPLOYMENT
    }

    /** Return the source of the latest version of a model. */
    public static SchemaSource ofModel(@Nullable String model) {
        return new SchemaSource(Kind.MODEL, model, null);
    }

    /** Return the source of a version. */
    public static SchemaSource ofVersion(@Nullable String model, String versionId) {
        return new SchemaSource(Kind.VERSION, model, versionId);
    }

    /** Return the source of a deployment. */
    public static SchemaSource ofDeployment(String deployment) {
        return new SchemaSource(Kind.DEPLOYMENT, deployment, null);
    }

    /** Return a description for messages. */
    String label() {
        return switch (this.kind) {
            case MODEL -> String.valueOf(this.name);
            case DEPLOYMENT -> "deployment " + this.name;
            case VERSION -> this.name == null ? "version " + this.version : this.name + ":" + this.version;
        };
    }
}
