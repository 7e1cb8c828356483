/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.content;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The incomplete file next to its target. If writing is cancelled while this file is being created, it is deleted, too.
 */
final class PartialFile {

    private static final int MAX_LINKS = 40;

    private final Path target;

    private Path place;

    private boolean inFolder;

    private @Nullable Path file;

    private boolean deleted;

    PartialFile(Path target) {
        this.target = target;
        this.place = target;
    }

    synchronized Path create() throws IOException {
        if (this.deleted) {
            throw new CancellationException("Writing the file was cancelled");
        }
        this.place = followLinks(this.target);
        this.inFolder = Files.isDirectory(this.place);
        boolean exists = Files.exists(this.place);
        if (exists && !this.inFolder && !Files.isRegularFile(this.place)) {
            throw new FileSystemException(
                    this.target.toString(), null, "is a device, a pipe or another special file, not a regular file");
        }
        String hidden = "." + UUID.randomUUID() + ".part";
        Path part = this.inFolder ? this.place.resolve(hidden) : this.place.resolveSibling(hidden);
        // Files.createTempFile would restrict the permissions of a new file to its owner. The content of an existing
        // file may be confidential: the new file gets the same permissions before it is moved there.
        this.file = exists && !this.inFolder && hasPermissions(this.place)
                ? Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(part);
        return this.file;
    }

    /** Moving a file onto a symbolic link would replace the link. */
    private static Path followLinks(Path target) throws IOException {
        Path place = target;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemLoopException(target.toString());
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    private static boolean hasPermissions(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }

    /** Give this file the group and the permissions of the file that it replaces, if there is one. */
    synchronized void copyPermissions() throws IOException {
        Path part = this.file;
        if (part == null || !Files.exists(this.place) || !hasPermissions(this.place)) {
            return;
        }
        PosixFileAttributes replaced = Files.readAttributes(this.place, PosixFileAttributes.class);
        PosixFileAttributeView own = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        try {
            own.setGroup(replaced.group());
        } catch (FileSystemException ex) {
            // Only members of a group may give files to it.
        }
        own.setPermissions(replaced.permissions());
    }

    /** Return the target, or the file or folder that it links to. */
    synchronized Path place() {
        return this.place;
    }

    synchronized boolean inFolder() {
        return this.inFolder;
    }

    /** Return the folder of the file that is written, or {@code null} if it has none. */
    synchronized @Nullable Path folder() {
        return this.inFolder ? this.place : this.place.getParent();
    }

    synchronized boolean delete() throws IOException {
        this.deleted = true;
        return this.file != null && Files.deleteIfExists(this.file);
    }
}
