/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.internal.recording.RecordingSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an emulator records or replays, and which settings of its builder then have no effect.
 */
final class RecordingConfiguration {

    static final Path DEFAULT_FOLDER = Path.of("replicate-recordings");

    private @Nullable URI recordedApi;

    private @Nullable Path folder;

    private @Nullable Path replayed;

    // The methods of the builder that have been called and configure responses of the emulator, not those of an API.
    private final Set<String> responseSettings = new LinkedHashSet<>();

    void record(URI apiUrl) {
        this.recordedApi = RecordingSettings.requireSafe(apiUrl);
    }

    void folder(Path recordings) {
        this.folder = recordings;
        addResponseSetting("recordings");
    }

    void replay(Path recordings) {
        this.replayed = recordings;
    }

    /** Add a method of the builder that configures responses of the emulator, not those of an API. */
    void addResponseSetting(String method) {
        this.responseSettings.add(method);
    }

    Set<String> responseSettings() {
        return Set.copyOf(this.responseSettings);
    }

    /** Return {@code record} or {@code replay}, or null if the emulator does neither. */
    @Nullable
    String mode() {
        return this.replayed != null ? "replay" : this.recordedApi != null ? "record" : null;
    }

    /** Return the first method whose setting has no effect while the emulator records or replays, or null if there is none. */
    @Nullable
    String settingWithoutEffect() {
        if (mode() == null) {
            return null;
        }
        // Replayed responses contain the signing secret.
        String effective = this.replayed != null ? "webhookSecret" : "recordings";
        return this.responseSettings.stream()
                .filter(method -> !method.equals(effective))
                .findFirst()
                .orElse(null);
    }

    /**
     * Return the settings, or null if the emulator neither records nor replays.
     *
     * @throws IllegalStateException if the settings contradict each other, or one has no effect
     */
    @Nullable
    RecordingSettings settings() {
        if (this.replayed != null && this.recordedApi != null) {
            throw new IllegalStateException("An emulator can record or replay, but not both: remove one of them");
        }
        String unused = settingWithoutEffect();
        if (unused != null) {
            throw new IllegalStateException(
                    unused + "(...) has no effect with " + mode() + "(...): remove one of them");
        }
        if (this.replayed != null) {
            return new RecordingSettings(null, this.replayed);
        }
        if (this.recordedApi != null) {
            return new RecordingSettings(this.recordedApi, this.folder == null ? DEFAULT_FOLDER : this.folder);
        }
        if (this.folder != null) {
            throw new IllegalStateException("There is a folder for recordings, but no API to record: add --record=URL");
        }
        return null;
    }
}
