/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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

/** An application as a user would write it, for any class path, with an HTTP server in place of Replicate. */
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
            // A JVM accepts only one such factory, and the Tomcat of another class loader may have set it already.
            TomcatURLStreamHandlerFactory.disable();
        }
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        respond(api, "/v1/account", "{\"username\": \"ada\"}");
        respond(api, "/v1/webhooks/default/secret", "{\"key\": \"" + SECRET + "\"}");
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

    private static void respond(HttpServer api, String path, String body) {
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

    /** Return the ids of the predictions whose completion the listener has received. */
    List<String> received() {
        return this.context.getBean(Listener.class).received;
    }

    /** Deliver a webhook as Replicate does, and return the HTTP status. */
    int deliver(String prediction) throws IOException, InterruptedException {
        // Loads classes and opens the connection, because the endpoint waits only two seconds for the secret.
        replicate().webhooks().defaultSecret();
        String body = "{\"id\": \"" + prediction + "\", \"status\": \"succeeded\"}";
        HttpRequest.Builder request = request("/replicate/webhook").POST(BodyPublishers.ofString(body));
        new WebhookSigner(new WebhookSecret(SECRET))
                .headers("msg_1", body.getBytes(StandardCharsets.UTF_8))
                .forEach(request::header);
        return status(request);
    }

    /** Send a {@code GET} request, and return the HTTP status. */
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

        private final List<String> received = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.received.add(event.prediction().id());
        }
    }
}
