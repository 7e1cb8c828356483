/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The address of an emulator.
 */
public final class EmulatorAddress {

    private final @Nullable URI publicUrl;

    private volatile int port;

    /**
     * Create an address.
     *
     * @param publicUrl the URL for clients on other hosts, or null
     * @param port the requested port; 0 until the operating system has assigned one
     */
    public EmulatorAddress(@Nullable URI publicUrl, int port) {
        this.publicUrl = publicUrl;
        this.port = port;
    }

    public void bound(int actual) {
        this.port = actual;
    }

    public int port() {
        return this.port;
    }

    public String root() {
        return this.publicUrl != null ? this.publicUrl.toString() : localRoot();
    }

    /** Return the URL for clients on this machine. */
    public String localRoot() {
        return "http://localhost:" + this.port;
    }

    public String api() {
        return root() + "/v1";
    }

    public URI apiUri() {
        return URI.create(api());
    }
}
