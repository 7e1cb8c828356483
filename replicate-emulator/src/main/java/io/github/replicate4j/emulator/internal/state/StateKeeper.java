/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.state;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Restores the state of an emulator when it starts, and writes it to a file when it changes and when the emulator is closed.
 */
public final class StateKeeper {

    private static final Log logger = LogFactory.getLog(StateKeeper.class);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    // Writing takes at most this part of the time.
    private static final int SHARE = 10;

    private final Path path;

    private final StateFile file;

    private final EmulatorState state;

    private final CountDownLatch closing = new CountDownLatch(1);

    private final Thread thread = new Thread(this::writeRepeatedly, "replicate-emulator-state");

    private boolean failed;

    private boolean closed;

    /**
     * Lock the state file.
     *
     * @throws IllegalStateException if another emulator uses the file, or if its folder is not writable
     */
    public StateKeeper(Path path, EmulatorState state) {
        this.path = path;
        this.file = new StateFile(path);
        this.state = state;
        this.thread.setDaemon(true);
    }

    /**
     * Restore the state, and begin to write its changes.
     *
     * @param reset restores the initial state, if the file is damaged
     * @throws IllegalStateException if the file cannot be written
     */
    public void start(Runnable reset) {
        try {
            restore(reset);
            this.state.write(this.file);
        } catch (IOException ex) {
            throw new IllegalStateException(
                    "The state file " + this.path + " cannot be used: make it readable and writable, or choose another"
                            + " file (" + ex + ")",
                    ex);
        }
        this.thread.start();
    }

    private void restore(Runnable reset) throws IOException {
        try {
            this.file.read(this.state::restore);
        } catch (UncheckedIOException ex) {
            throw ex.getCause();
        } catch (ZipException | EOFException | RuntimeException ex) {
            // Other exceptions, such as a denied permission, do not mean that the file is damaged.
            reset.run();
            Path aside = this.file.setAside(Instant.now());
            logger.warn(
                    "The state file " + this.path + " is damaged, so the emulator starts with its initial state. The"
                            + " file was renamed to " + aside.getFileName() + ". Cause: "
                            + ex.toString().lines().findFirst().orElseThrow());
        }
    }

    private void writeRepeatedly() {
        Duration pause = INTERVAL;
        try {
            while (!this.closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long start = System.nanoTime();
                write();
                Duration taken = Duration.ofNanos(System.nanoTime() - start).multipliedBy(SHARE);
                pause = taken.compareTo(INTERVAL) > 0 ? taken : INTERVAL;
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write() {
        if (this.closed) {
            // The emulator has removed its predictions.
            return;
        }
        try {
            this.state.write(this.file);
            this.failed = false;
        } catch (IOException | RuntimeException ex) {
            if (!this.failed) {
                logger.warn("The state file " + this.path + " cannot be written. The emulator tries again", ex);
            }
            this.failed = true;
        }
    }

    /** Write the state, and release the file. */
    public synchronized void close() {
        this.closing.countDown();
        write();
        this.closed = true;
        release();
    }

    /** Release the file without writing it. */
    public void release() {
        this.file.close();
    }
}
