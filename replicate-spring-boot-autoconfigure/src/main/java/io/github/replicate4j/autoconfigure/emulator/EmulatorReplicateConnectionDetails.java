/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.emulator.ReplicateEmulator;
import java.net.URI;
import org.springframework.beans.factory.DisposableBean;

/**
 * {@link ReplicateConnectionDetails} for an emulator.
 *
 * @since 0.1.0
 */
public final class EmulatorReplicateConnectionDetails implements ReplicateConnectionDetails, DisposableBean {

    private final ReplicateEmulator emulator;

    private final boolean owned;

    private EmulatorReplicateConnectionDetails(ReplicateEmulator emulator, boolean owned) {
        this.emulator = emulator;
        this.owned = owned;
    }

    /**
     * Create connection details for a running emulator. The caller closes the emulator.
     *
     * @param emulator a running emulator
     * @return the connection details
     */
    public static EmulatorReplicateConnectionDetails to(ReplicateEmulator emulator) {
        return new EmulatorReplicateConnectionDetails(emulator, false);
    }

    /** Start an emulator, which is closed together with this bean. */
    static EmulatorReplicateConnectionDetails start() {
        return new EmulatorReplicateConnectionDetails(ReplicateEmulator.start(), true);
    }

    /**
     * Return the emulator, so that tests and demonstrations can inject faults.
     *
     * @return the running emulator
     */
    public ReplicateEmulator getEmulator() {
        return this.emulator;
    }

    @Override
    public URI getBaseUrl() {
        return this.emulator.baseUrl();
    }

    @Override
    public String getBearerToken() {
        return this.emulator.token();
    }

    @Override
    public boolean isEmulator() {
        return true;
    }

    @Override
    public void destroy() {
        if (this.owned) {
            this.emulator.close();
        }
    }
}
