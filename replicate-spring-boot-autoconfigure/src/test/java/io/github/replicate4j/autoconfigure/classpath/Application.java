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

package io.github.replicate4j.autoconfigure.classpath;

import com.sun.net.httpserver.HttpServer;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.util.ClassUtils;

/** An application as a user would write it, whatever is on the class path, with a Replicate of its own. */
final class Application implements AutoCloseable {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final HttpServer api;

    private final ConfigurableApplicationContext context;

    private Application(HttpServer api, ConfigurableApplicationContext context) {
        this.api = api;
        this.context = context;
    }

    static Application start(String... properties) throws IOException {
        if (ClassUtils.isPresent("org.apache.catalina.startup.Tomcat", null)) {
            // A JVM takes one factory of these, and the Tomcats of other tests bring their own.
            TomcatURLStreamHandlerFactory.disable();
        }
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(api, "/v1/account", "{\"username\": \"ada\"}");
        answer(api, "/v1/webhooks/default/secret", "{\"key\": \"" + SECRET + "\"}");
        api.start();
        return new Application(
                api,
                new SpringApplicationBuilder(Beans.class)
                        .registerShutdownHook(false)
                        .properties(
                                "server.port=0",
                                "spring.main.banner-mode=off",
                                "replicate.bearer-token=any",
                                "replicate.base-url=http://localhost:"
                                        + api.getAddress().getPort() + "/v1")
                        .properties(properties)
                        .run());
    }

    private static void answer(HttpServer api, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        api.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    ConfigurableApplicationContext context() {
        return this.context;
    }

    Replicate replicate() {
        return this.context.getBean(Replicate.class);
    }

    /** Predictions whose end listeners have heard of. */
    List<String> heard() {
        return this.context.getBean(Listener.class).heard;
    }

    /** Delivers a webhook as Replicate does. */
    int deliver(String prediction) throws IOException, InterruptedException {
        String body = "{\"id\": \"" + prediction + "\", \"status\": \"succeeded\"}";
        HttpRequest.Builder request = request("/replicate/webhook").POST(BodyPublishers.ofString(body));
        new WebhookSigner(new WebhookSecret(SECRET))
                .headers("msg_1", body.getBytes(StandardCharsets.UTF_8))
                .forEach(request::header);
        return status(request);
    }

    int get(String path) throws IOException, InterruptedException {
        return status(request(path));
    }

    private HttpRequest.Builder request(String path) {
        String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        this.context.close();
        this.api.stop(0);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Beans {

        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    static final class Listener {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.heard.add(event.prediction().id());
        }
    }
}
