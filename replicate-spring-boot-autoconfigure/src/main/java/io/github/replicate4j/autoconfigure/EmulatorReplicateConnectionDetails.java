/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.emulator.ReplicateEmulator;
import java.net.URI;
import org.springframework.beans.factory.DisposableBean;

/**
 * The connection to an emulator. Whoever started the emulator closes it.
 */
public final class EmulatorReplicateConnectionDetails implements ReplicateConnectionDetails, DisposableBean {

    private final ReplicateEmulator emulator;

    private final boolean started;

    private EmulatorReplicateConnectionDetails(ReplicateEmulator emulator, boolean started) {
        this.emulator = emulator;
        this.started = started;
    }

    /**
     * Connects to an emulator that somebody else closes.
     *
     * @param emulator a running emulator
     * @return the connection
     */
    public static EmulatorReplicateConnectionDetails to(ReplicateEmulator emulator) {
        return new EmulatorReplicateConnectionDetails(emulator, false);
    }

    static EmulatorReplicateConnectionDetails start() {
        return new EmulatorReplicateConnectionDetails(ReplicateEmulator.start(), true);
    }

    /**
     * Returns the emulator, so that tests and demonstrations can let things go wrong.
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
    public void destroy() {
        if (this.started) {
            this.emulator.close();
        }
    }
}
