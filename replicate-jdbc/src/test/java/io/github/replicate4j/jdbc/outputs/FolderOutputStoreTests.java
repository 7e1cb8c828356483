/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.testing.Completions;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderOutputStoreTests {

    @TempDir
    Path parent;

    private Path folder;

    private FolderOutputStore store;

    @BeforeEach
    void createStore() {
        this.folder = this.parent.resolve("a/outputs");
        this.store = new FolderOutputStore(this.folder);
    }

    private OutputFile file(Path from, String key, String content) throws IOException {
        Path path = Files.writeString(Files.createTempFile(from, "download", null), content);
        WebhookEvent event = Completions.event("p1");
        return new OutputFile(key, path, Files.size(path), "image/png", "out.png", (PredictionCompletedEvent) event);
    }

    @Test
    void fileIsMovedToItsKey() throws IOException {
        OutputFile file = file(this.store.downloadFolder(), "p1/0.png", "boat");

        assertThat(this.store.store(file))
                .isEqualTo(this.folder.resolve("p1/0.png").toUri());
        assertThat(this.store.resolve("p1/0.png")).hasContent("boat");
        assertThat(file.path()).doesNotExist();
        assertThat(this.store.downloadFolder()).isEmptyDirectory();
    }

    @Test
    void fileOfAnotherFolderIsCopied() throws IOException {
        OutputFile file = file(this.parent, "p1/0.png", "boat");

        this.store.store(file);
        assertThat(this.store.resolve("p1/0.png")).hasContent("boat");
        assertThat(this.store.downloadFolder()).isEmptyDirectory();
    }

    @Test
    void repeatedFileReplacesTheFirst() throws IOException {
        this.store.store(file(this.parent, "p1/0.png", "boat"));
        new FolderOutputStore(this.folder).store(file(this.parent, "p1/0.png", "boat"));

        assertThat(this.store.resolve("p1/0.png")).hasContent("boat");
        assertThat(this.folder.resolve("p1")).isDirectoryContaining("glob:**/0.png");
    }

    @Test
    void readersNeverFindAnIncompleteFile() throws Exception {
        String content = "x".repeat(1_000_000);
        CyclicBarrier start = new CyclicBarrier(4);
        var writers = IntStream.range(0, 3)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        start.await();
                        for (int n = 0; n < 10; n++) {
                            this.store.store(file(this.parent, "p1/0.png", content));
                        }
                    } catch (Exception ex) {
                        throw new IllegalStateException(ex);
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        start.await();
        Path target = this.store.resolve("p1/0.png");
        while (writers.stream().anyMatch(Thread::isAlive)) {
            if (Files.exists(target)) {
                assertThat(Files.size(target)).isEqualTo(content.length());
            }
        }
        assertThat(target).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../p1/0.png", "p1/../../0.png", "/etc/passwd", "p1", "p1/0.png/1", ".incomplete/0", "p1/.0", ""
            })
    void keysOutsideOfTheFolderAreRejected(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> this.store.resolve(key));
        assertThatIllegalArgumentException().isThrownBy(() -> this.store.store(file(this.parent, key, "boat")));
    }

    @Test
    void newFolderIsPrivateAndFilesGetThePermissionsOfTheFolder() throws IOException {
        assertThat(permissions(this.folder)).isEqualTo("rwx------");
        this.store.store(file(this.parent, "p1/0.png", "boat"));
        assertThat(permissions(this.folder.resolve("p1"))).isEqualTo("rwx------");
        assertThat(permissions(this.folder.resolve("p1/0.png"))).isEqualTo("rw-------");

        Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwxr-x---"));
        this.store.store(file(this.parent, "p2/0.png", "boat"));
        assertThat(permissions(this.folder.resolve("p2"))).isEqualTo("rwxr-x---");
        assertThat(permissions(this.folder.resolve("p2/0.png"))).isEqualTo("rw-r-----");
    }

    @Test
    void instancesOfAGroupCanShareTheFolder() throws IOException {
        Path shared = Files.createDirectory(this.parent.resolve("shared"));
        int setGroupId = 02000;
        Files.setAttribute(shared, "unix:mode", setGroupId | 0770);
        FolderOutputStore sharedStore = new FolderOutputStore(shared);
        sharedStore.store(file(this.parent, "p1/0.png", "boat"));

        assertThat(mode(sharedStore.downloadFolder())).isEqualTo(setGroupId | 0770);
        assertThat(mode(shared.resolve("p1"))).isEqualTo(setGroupId | 0770);
        assertThat(mode(shared.resolve("p1/0.png"))).isEqualTo(0660);
    }

    private static int mode(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode") & 07777;
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void folderThatCannotBeWrittenToIsRejected() throws IOException {
        Path file = Files.writeString(this.parent.resolve("file"), "no folder");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FolderOutputStore(file.resolve("outputs")))
                .withMessageContaining("the folder " + file.resolve("outputs") + " cannot be written to");
        assertThatIllegalArgumentException().isThrownBy(() -> new FolderOutputStore(file));
    }

    @Test
    void failureLeavesNoIncompleteFile() throws IOException {
        Files.writeString(this.folder.resolve("p1"), "not a folder");
        OutputFile file = file(this.store.downloadFolder(), "p1/0.png", "boat");

        assertThatExceptionOfType(FileSystemException.class).isThrownBy(() -> this.store.store(file));
        assertThat(this.store.downloadFolder()).isEmptyDirectory();
    }

    @Test
    void incompleteFilesOfEndedProcessesAreDeletedAfterADay() throws IOException {
        Path recent = Files.createFile(this.store.downloadFolder().resolve("recent.part"));
        Path old = Files.createFile(this.store.downloadFolder().resolve("old.part"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        new FolderOutputStore(this.folder);

        assertThat(recent).exists();
        assertThat(old).doesNotExist();
    }

    /** A link without a target is listed, but does not exist, like a file that another instance moves meanwhile. */
    @Test
    void aFileThatDisappearsDoesNotEndTheDeletion() throws IOException {
        Path incomplete = this.store.downloadFolder();
        Path missing = incomplete.resolve("missing");
        List<Path> old = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Path file = Files.createFile(incomplete.resolve("old-" + i + ".part"));
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
            old.add(file);
            Files.createSymbolicLink(incomplete.resolve("link-" + i + ".part"), missing);
        }

        new FolderOutputStore(this.folder);

        assertThat(old).allSatisfy(file -> assertThat(file).doesNotExist());
    }
}
