/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.outputs;

import io.github.replicate4j.internal.support.Arguments;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Stores outputs in a folder, which has one folder for each prediction. Instances can share the folder, if it has the same path on
 * each of them.
 *
 * <ul>
 *   <li>A file appears under its name when it is complete and has been written to the disk. It replaces the one with that name.
 *   <li>Files are downloaded to the folder {@code .incomplete} in this folder. If a process ends meanwhile, an incomplete file
 *       remains there; it is deleted when an instance starts at least a day later.
 *   <li>Files and folders get the permissions of this folder, without those to execute files. Instances of several users can share a
 *       folder that its group can write to and that has the set-group-ID bit. If this creates the folder, only its owner has access.
 *       File systems without POSIX permissions use their own defaults.
 *   <li>Stored files are never deleted.
 * </ul>
 *
 * <p>Safe for concurrent use, also by several processes.
 *
 * @since 0.1.0
 */
public final class FolderOutputStore implements OutputStore {

    private static final Log logger = LogFactory.getLog(FolderOutputStore.class);

    private static final Duration MAX_DOWNLOAD = Duration.ofDays(1);

    private static final String MODE = "unix:mode";

    private static final int OWNER_ONLY = 0700;

    /** Files that are created in a folder belong to its group if it has the set-group-ID bit. */
    private static final int FOLDER_BITS = 02777;

    private static final int FILE_BITS = 0666;

    private final Path folder;

    private final Path incomplete;

    /**
     * Create a store.
     *
     * @param folder the folder, which is created unless it exists
     * @throws IllegalArgumentException if the folder cannot be created or written to
     */
    public FolderOutputStore(Path folder) {
        this.folder = Arguments.notNull("folder", folder).toAbsolutePath().normalize();
        this.incomplete = this.folder.resolve(".incomplete");
        try {
            if (!Files.isDirectory(this.folder)) {
                Files.createDirectories(this.folder);
                setMode(this.folder, OWNER_ONLY);
            }
            createFolder(this.incomplete);
            Files.delete(Files.createTempFile(this.incomplete, "check-", ".part"));
        } catch (IOException ex) {
            throw new IllegalArgumentException(
                    "the folder " + this.folder + " cannot be written to (" + reason(ex) + ")", ex);
        }
        deleteAbandonedFiles();
    }

    private void deleteAbandonedFiles() {
        FileTime limit = FileTime.from(Instant.now().minus(MAX_DOWNLOAD));
        try (var files = Files.newDirectoryStream(this.incomplete)) {
            for (Path file : files) {
                deleteIfOlder(file, limit);
            }
        } catch (IOException | DirectoryIteratorException ex) {
            logger.debug("Incomplete files could not be deleted", ex);
        }
    }

    /** Other instances move and delete files meanwhile. */
    private static void deleteIfOlder(Path file, FileTime limit) {
        try {
            if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                FileSystemUtils.deleteRecursively(file);
            }
        } catch (IOException ex) {
            logger.debug("The incomplete file " + file + " could not be deleted", ex);
        }
    }

    /**
     * Return the place of a file.
     *
     * @param key key of the file
     * @return the absolute path, at which a file exists if it was stored
     * @throws IllegalArgumentException if the key is not one of a stored file
     */
    public Path resolve(String key) {
        if (!OutputKeys.KEY.matcher(Arguments.notNull("key", key)).matches()) {
            throw new IllegalArgumentException("key must be that of a stored file, such as 'predictionId/0.png'");
        }
        return this.folder.resolve(key);
    }

    @Override
    public URI store(OutputFile file) throws IOException {
        Path target = resolve(file.key());
        Path parent = Objects.requireNonNull(target.getParent());
        Path part = this.incomplete.resolve(UUID.randomUUID() + ".part");
        try {
            if (file.path().startsWith(this.incomplete)) {
                Files.move(file.path(), part);
            } else {
                Files.copy(file.path(), part);
            }
            copyMode(part, FILE_BITS);
            force(part);
            createFolder(parent);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(parent);
        } finally {
            Files.deleteIfExists(part);
        }
        return target.toUri();
    }

    private void createFolder(Path child) throws IOException {
        if (!Files.isDirectory(child)) {
            Files.createDirectories(child);
            copyMode(child, FOLDER_BITS);
            forceFolder(this.folder);
        }
    }

    /** A file that the database refers to must also exist after a power failure. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException ex) {
            // Not supported by this file system.
            logger.trace("A folder cannot be synchronized", ex);
        }
    }

    private void copyMode(Path target, int bits) throws IOException {
        if (hasMode(target)) {
            setMode(target, (int) Files.getAttribute(this.folder, MODE) & bits);
        }
    }

    private static void setMode(Path target, int mode) throws IOException {
        if (hasMode(target)) {
            Files.setAttribute(target, MODE, mode);
        }
    }

    private static boolean hasMode(Path target) {
        return target.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        return failure instanceof FileSystemException ex && ex.getReason() != null
                ? ex.getReason()
                : failure.getClass().getSimpleName();
    }

    /** Return the folder in which files are incomplete, so that storing one does not copy it. */
    @Override
    public Path downloadFolder() {
        return this.incomplete;
    }

    @Override
    public String toString() {
        return "FolderOutputStore[" + this.folder + "]";
    }
}
