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

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's HTTP client as an API needs it. Spring starts it with the first request, and never stops it.
 */
final class JettyEngine {

    private @Nullable HttpClient client;

    void prepare(HttpClient client) {
        this.client = client;
        client.addEventListener(new LifeCycle.Listener() {

            @Override
            public void lifeCycleStarted(LifeCycle started) {
                // To it a 401 without a challenge, as that of an API may be, is no answer but a failure.
                client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
            }
        });
    }

    /** Its threads would keep a program alive that has come to its end. */
    void stop() {
        if (this.client != null) {
            LifeCycle.stop(this.client);
        }
    }
}
