/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.webhook.LocalServerUrl;
import io.github.replicate4j.internal.support.Loopback;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * URL at which an emulator on this machine reaches the web server of the application, once the server has started.
 */
final class EmulatorLocalServerUrl implements LocalServerUrl, ApplicationListener<WebServerInitializedEvent> {

    private final ObjectProvider<ReplicateConnectionDetails> connection;

    private final ObjectProvider<ServerProperties> server;

    private final ApplicationContext context;

    private volatile @Nullable URI url;

    EmulatorLocalServerUrl(
            ObjectProvider<ReplicateConnectionDetails> connection,
            ObjectProvider<ServerProperties> server,
            ApplicationContext context) {
        this.connection = connection;
        this.server = server;
        this.context = context;
    }

    /** The servers of child contexts, such as that of a separate management port, publish this event too. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        if (event.getApplicationContext() == this.context && port > 0 && isReachable()) {
            this.url = URI.create("http://localhost:" + port);
        }
    }

    /** The emulator does not trust test certificates, and sends plain HTTP to this machine only. */
    private boolean isReachable() {
        ServerProperties server = this.server.getIfAvailable(ServerProperties::new);
        InetAddress address = server.getAddress();
        Ssl ssl = server.getSsl();
        boolean secure = ssl != null && ssl.isEnabled();
        return !secure && (address == null || address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    @Override
    public @Nullable URI get() {
        ReplicateConnectionDetails connection = this.connection.getIfAvailable();
        return connection == null ? null : get(connection);
    }

    @Override
    public @Nullable URI get(ReplicateConnectionDetails connection) {
        return connection.isEmulator() && Loopback.isLoopback(connection.getBaseUrl()) ? this.url : null;
    }
}
