/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TemporaryFolderTests {

    private final TemporaryFolder folder = new TemporaryFolder();

    @Test
    void folderIsDeletedWhileUploadsDeleteTheirFiles() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            files.add(this.folder.newFile());
        }
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<Void> uploads = CompletableFuture.runAsync(() -> {
            started.complete(null);
            for (int i = files.size() - 1; i >= 0; i--) {
                TemporaryFolder.delete(files.get(i));
            }
        });
        started.join();

        this.folder.delete();
        uploads.join();

        assertThat(files.get(0).getParent()).doesNotExist();
        assertThatIOException().isThrownBy(this.folder::newFile).withMessage("The emulator has been closed");
    }
}
