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

package io.github.replicate4j.emulator.internal.http;

import java.net.URI;

/**
 * The address of an emulator.
 */
public final class EmulatorAddress {

    private volatile int port;

    /**
     * Create an address.
     *
     * @param port the requested port; 0 until the operating system has assigned one
     */
    public EmulatorAddress(int port) {
        this.port = port;
    }

    public void bound(int actual) {
        this.port = actual;
    }

    public int port() {
        return this.port;
    }

    public String root() {
        return "http://localhost:" + this.port;
    }

    public String api() {
        return root() + "/v1";
    }

    public URI apiUri() {
        return URI.create(api());
    }
}
