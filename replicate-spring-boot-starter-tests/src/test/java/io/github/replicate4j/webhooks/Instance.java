/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Instance of the application, with a client that delivers webhooks to it. */
final class Instance implements AutoCloseable {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private Instance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Start an instance. Instances with the same database belong to the same application. */
    static Instance start(String database, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "replicate.bearer-token=any",
                "replicate.webhook.secrets=" + SECRET,
                "spring.datasource.url=jdbc:h2:mem:" + database
                        + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=2000",
                "spring.sql.init.schema-locations=classpath:webhooks/schema.sql",
                "spring.modulith.events.jdbc.schema-initialization.enabled=true"));
        all.addAll(List.of(properties));
        return new Instance(new SpringApplicationBuilder(WebhookApplication.class)
                .properties(all.toArray(String[]::new))
                .run());
    }

    ListenerRecorder recorder() {
        return this.context.getBean(ListenerRecorder.class);
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    /**
     * Deliver a webhook.
     *
     * @param moreFields further fields of the JSON object, beginning with a comma; empty for none
     * @return status of the response
     */
    int send(String id, String status, String moreFields) {
        byte[] body = "{\"id\":\"%s\",\"status\":\"%s\"%s}"
                .formatted(id, status, moreFields)
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:"
                        + this.context.getEnvironment().getProperty("local.server.port") + "/replicate/webhook"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        new WebhookSigner(new WebhookSecret(SECRET)).headers("msg_" + id, body).forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    int sendCompleted(String id) {
        return send(id, "succeeded", "");
    }

    @Override
    public void close() {
        this.context.close();
    }
}
