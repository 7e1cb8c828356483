/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.state;

import io.github.replicate4j.emulator.internal.digest.Digest;
import io.github.replicate4j.emulator.internal.json.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP file with the state of an emulator: the JSON of {@link SavedState} and the content of files. Each write replaces the
 * file atomically. A lock on a second file, whose name ends with {@code .lock}, prevents other emulators from using the state
 * file.
 */
final class StateFile {

    private static final String STATE = "state.json";

    private final Path file;

    private final FileChannel lockChannel;

    private byte @Nullable [] writtenDigest;

    /**
     * Lock the file, which does not have to exist.
     *
     * @throws IllegalStateException if the path exists but is not a file, if another emulator uses the file, or if its folder
     *     is not writable
     */
    StateFile(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalStateException("The state file " + file + " is not a file: use the name of a file");
        }
        this.file = file;
        try {
            this.lockChannel = FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException ex) {
            throw new IllegalStateException(
                    "The state file " + file + " cannot be used: its folder must exist and be writable (" + ex + ")",
                    ex);
        }
        if (!lock()) {
            close();
            throw new IllegalStateException(
                    "The state file " + file + " is used by another emulator: choose another file");
        }
    }

    private boolean lock() {
        try {
            FileLock lock = this.lockChannel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ex) {
            return false;
        } catch (IOException ex) {
            // The file system does not support locks.
            return true;
        }
    }

    /**
     * Read the file, if it exists.
     *
     * @param reader restores the state
     * @throws IOException if the file cannot be read
     * @throws RuntimeException if the file is damaged, or if the reader throws an exception
     */
    void read(Reader reader) throws IOException {
        if (!Files.exists(this.file) || Files.size(this.file) == 0) {
            return;
        }
        try (ZipFile zip = new ZipFile(this.file.toFile())) {
            byte[] json = content(zip, STATE);
            if (json == null) {
                throw new IllegalStateException("it contains no " + STATE);
            }
            SavedState state = Json.read(json, SavedState.class);
            if (state.format() != SavedState.FORMAT) {
                throw new IllegalStateException("its format " + state.format() + " is unknown");
            }
            reader.read(state, name -> content(zip, name));
        }
    }

    private static byte @Nullable [] content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Rename a damaged file, and return its new name. */
    Path setAside(Instant now) throws IOException {
        Path target = sibling(".damaged-" + now.toString().replaceAll("[^0-9TZ]", ""));
        return Files.move(this.file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Write the file if the state has changed.
     *
     * @param compared the state without values that change all the time, such as the time of the system clock
     * @param contents the content of files, by the name of the ZIP entry
     */
    void write(SavedState state, SavedState compared, Map<String, Content> contents) throws IOException {
        byte[] digest = digest(compared);
        if (Arrays.equals(digest, this.writtenDigest)) {
            return;
        }
        Path temporary = sibling(".tmp");
        try (FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                ZipOutputStream zip =
                        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(STATE));
            Json.write(state, zip);
            for (Map.Entry<String, Content> content : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(content.getKey()));
                try {
                    content.getValue().writeTo(zip);
                } catch (NoSuchFileException ex) {
                    // The file was deleted in the meantime. The next state does not contain it.
                }
            }
            zip.finish();
            zip.flush();
            channel.force(true);
        }
        Files.move(temporary, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        this.writtenDigest = digest;
    }

    private static byte[] digest(SavedState state) {
        MessageDigest digest = Digest.SHA_256.start();
        Json.write(state, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return digest.digest();
    }

    private Path sibling(String suffix) {
        return this.file.resolveSibling(this.file.getFileName() + suffix);
    }

    /** Release the lock. The lock file remains: otherwise one emulator could lock the deleted file, and another a new file. */
    void close() {
        try {
            this.lockChannel.close();
        } catch (IOException ex) {
            // The lock ends with the process.
        }
    }

    /** Restores a state. */
    interface Reader {

        void read(SavedState state, Contents contents) throws IOException;
    }

    /** The content of files by name. */
    interface Contents {

        /** Return the content of a file, or null if there is no such file. */
        byte @Nullable [] read(String name) throws IOException;
    }

    /** The content of a file. */
    interface Content {

        void writeTo(OutputStream out) throws IOException;
    }
}
