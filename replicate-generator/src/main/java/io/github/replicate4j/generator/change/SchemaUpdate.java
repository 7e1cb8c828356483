/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.change;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The update of the stored schema of one model.
 *
 * @param model {@code owner/name}, or {@code owner/name:version} for a fixed version
 * @param file the file of the stored schema
 * @param state whether the file is new, changed or unchanged
 * @param oldVersion id of the version that was stored before, or {@code null} if there was none
 * @param newVersion id of the version that is stored now, or {@code null} if it is unknown
 * @param changes the differences for callers; empty for a new file
 * @since 0.1.0
 */
public record SchemaUpdate(
        String model,
        Path file,
        State state,
        @Nullable String oldVersion,
        @Nullable String newVersion,
        List<SchemaChange> changes) {

    /**
     * Create an update.
     */
    public SchemaUpdate {
        changes = List.copyOf(changes);
    }

    /**
     * State of a file after an update.
     *
     * @since 0.1.0
     */
    public enum State {
        /** No schema of the model was stored. */
        NEW,
        /** The stored schema differs, perhaps in its version or its texts only. */
        CHANGED,
        /** The stored schema is up to date. */
        UNCHANGED
    }

    /**
     * Return whether callers have to change something.
     *
     * @return whether a change is breaking
     */
    public boolean isBreaking() {
        return this.changes.stream().anyMatch(change -> change.impact().isBreaking());
    }

    /** Return a summary, such as {@code acme/painter: changed, version 5c7d5dc6 -> 2b017d9b, breaking}. */
    @Override
    public String toString() {
        return switch (this.state) {
            case NEW -> this.model + ": new, version " + abbreviate(this.newVersion);
            case UNCHANGED -> this.model + ": up to date, version " + abbreviate(this.newVersion);
            case CHANGED ->
                this.model + ": changed, version " + abbreviate(this.oldVersion) + " -> " + abbreviate(this.newVersion)
                        + (isBreaking() ? ", breaking" : ", compatible");
        };
    }

    private static String abbreviate(@Nullable String version) {
        if (version == null) {
            return "unknown";
        }
        return version.length() > 8 ? version.substring(0, 8) : version;
    }
}
