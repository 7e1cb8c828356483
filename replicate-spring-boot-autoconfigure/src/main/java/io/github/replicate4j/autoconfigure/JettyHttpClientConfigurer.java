/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Configures Jetty's HTTP client for API calls and stops it. Spring starts the client with the first request but does not stop it.
 */
final class JettyHttpClientConfigurer {

    private @Nullable HttpClient client;

    void configure(HttpClient client) {
        this.client = client;
        client.addEventListener(new LifeCycle.Listener() {

            @Override
            public void lifeCycleStarted(LifeCycle lifeCycle) {
                // This handler turns a 401 response without a challenge, which is common for APIs, into a connection
                // failure.
                client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
            }
        });
    }

    /** Stop the client: its threads would otherwise keep the JVM running. */
    void stop() {
        if (this.client != null) {
            LifeCycle.stop(this.client);
        }
    }
}
