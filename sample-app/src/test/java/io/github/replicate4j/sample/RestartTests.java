/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.JournalEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application is killed and restarted. */
class RestartTests {

    @TempDir
    private Path folder;

    private StudioProcess start(ReplicateEmulator replicate) throws Exception {
        return StudioProcess.start(
                this.folder,
                StudioProcess.classPath(),
                List.of(),
                List.of(
                        "--replicate.mode=api",
                        "--replicate.base-url=" + replicate.baseUrl(),
                        "--replicate.bearer-token=" + replicate.token()));
    }

    @Test
    void keepsPicturesAndCompletesRunningOnesAfterARestart() throws Exception {
        try (ReplicateEmulator replicate =
                ReplicateEmulator.builder().clock(EmulatorClock.manual()).start()) {
            String kept;
            String running;
            byte[] image;
            StudioProcess studio = start(replicate);
            try {
                PicturesApi pictures = new PicturesApi(studio.client());
                kept = pictures.create("a lighthouse");
                pictures.stateWhen(kept, "starting");
                replicate.clock().advance(Duration.ofMinutes(1));
                pictures.stateWhen(kept, "succeeded");
                image = pictures.image(kept);
                running = pictures.create("a harbour");
                pictures.stateWhen(running, "starting");
            } finally {
                studio.kill();
            }
            replicate.clock().advance(Duration.ofMinutes(1));

            try (StudioProcess again = start(replicate)) {
                PicturesApi pictures = new PicturesApi(again.client());
                assertThat(pictures.state(kept)).containsEntry("status", "succeeded");
                assertThat(pictures.image(kept)).isEqualTo(image);
                pictures.stateWhen(running, "succeeded");
                assertThat(pictures.image(running)).startsWith(0x89, 'P', 'N', 'G');
                String page = pictures.get("/")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
                assertThat(page).contains("a lighthouse", "a harbour");
            }
            assertThat(replicate.requests().all())
                    .extracting(JournalEntry::method)
                    .filteredOn("POST"::equals)
                    .hasSize(2);
        }
    }
}
