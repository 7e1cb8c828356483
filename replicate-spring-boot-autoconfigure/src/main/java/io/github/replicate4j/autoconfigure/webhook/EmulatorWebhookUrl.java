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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.autoconfigure.EmulatorReplicateConnectionDetails;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
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
 * The endpoint as an emulator on this machine reaches it, once the server runs.
 */
final class EmulatorWebhookUrl implements LocalWebhookUrl, ApplicationListener<WebServerInitializedEvent> {

    private final ObjectProvider<ReplicateConnectionDetails> connection;

    private final ObjectProvider<ServerProperties> server;

    private final ApplicationContext context;

    private final String path;

    private volatile @Nullable URI url;

    EmulatorWebhookUrl(
            ObjectProvider<ReplicateConnectionDetails> connection,
            ObjectProvider<ServerProperties> server,
            ApplicationContext context,
            String path) {
        this.connection = connection;
        this.server = server;
        this.context = context;
        this.path = path;
    }

    /** Servers of other contexts, such as that of the actuator, tell of themselves as well. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        if (event.getApplicationContext() == this.context && port > 0 && isReachable()) {
            this.url = URI.create("http://localhost:" + port + this.path);
        }
    }

    /** The emulator trusts no certificate that was made for a test, and sends plain HTTP to this machine alone. */
    private boolean isReachable() {
        ServerProperties server = this.server.getIfAvailable(ServerProperties::new);
        InetAddress address = server.getAddress();
        Ssl ssl = server.getSsl();
        boolean secure = ssl != null && ssl.isEnabled();
        return !secure && (address == null || address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    @Override
    public @Nullable URI url() {
        return this.connection.getIfAvailable() instanceof EmulatorReplicateConnectionDetails ? this.url : null;
    }
}
