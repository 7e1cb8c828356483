/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.webhooks.testing.Stack;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** What the log contains of a request. */
@ParameterizedClass
@EnumSource
class WebhookLogTests {

    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    @Parameter
    Stack stack;

    private final Logger logger = (Logger) LoggerFactory.getLogger(WebhookReceiver.class.getPackageName());

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private Level level;

    @BeforeEach
    void start() {
        this.level = this.logger.getLevel();
        this.logger.setLevel(Level.DEBUG);
        this.log.start();
        this.logger.addAppender(this.log);
    }

    @AfterEach
    void stop() {
        this.logger.detachAppender(this.log);
        this.logger.setLevel(this.level);
    }

    private List<String> messages() {
        return messages(null);
    }

    /** Return the messages of a level, or of all levels. */
    private List<String> messages(Level level) {
        return List.copyOf(this.log.list).stream()
                .filter(event -> level == null || event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void idsOfSignedBodiesAreEscaped() {
        try (WebhookServer server = WebhookServer.start(this.stack)) {
            String id = "a\\nforged line \\u001b[31m\\u0000\\u009b\\u2028\\u202eb";
            assertThat(server.send(server.signed(WebhookServer.body(id, "processing")))
                            .status())
                    .isEqualTo(204);
            server.listener().onEvent(event -> {
                throw new IllegalStateException("failure");
            });
            assertThat(server.send(server.signed(WebhookServer.body(id, "succeeded")))
                            .status())
                    .isEqualTo(500);
            assertThat(server.send(server.signed("{\"" + id + "\": 1}")).status())
                    .isEqualTo(400);
        }
        assertThat(messages())
                .anyMatch(message -> message.contains("forged line"))
                .noneMatch(message -> UNSAFE.matcher(message).find());
    }

    @Test
    void rejectionsNameTheSenderAtDebugOnly() {
        try (WebhookServer server = WebhookServer.start(this.stack)) {
            server.send(server.valid().with("webhook-id", "evil\u001b[31m-id"));
            server.send(server.valid().with("webhook-id", "another-id").with("webhook-signature", "v1,nothing"));
        }
        assertThat(this.log.list)
                .filteredOn(event -> event.getLevel() == Level.DEBUG)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(message -> message.endsWith("Sender: 127.0.0.1, delivery: another-id"))
                .noneMatch(message -> UNSAFE.matcher(message).find());
        assertThat(this.log.list)
                .filteredOn(event -> event.getLevel() != Level.DEBUG)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(message -> message.contains("-id ") || message.contains("127.0.0.1"));
    }

    @Test
    void failingSecretsProviderIsLoggedOnceAMinuteWithoutSecrets() {
        IllegalStateException failure = new IllegalStateException("no \u001b[31m secret " + WebhookServer.SECRET);
        try (WebhookServer server = WebhookServer.start(
                this.stack,
                builder -> builder.secretsProvider(() -> {
                    throw failure;
                }))) {
            for (int i = 0; i < 3; i++) {
                assertThat(server.send(server.valid()).status()).isEqualTo(503);
            }
        }
        assertThat(messages(Level.WARN))
                .filteredOn(message -> message.contains("secret"))
                .singleElement()
                .asString()
                .startsWith("A webhook was rejected. The WebhookSecretsProvider returned no valid secrets")
                .contains("whsec_***");
        assertThat(messages()).noneMatch(message -> UNSAFE.matcher(message).find());
        assertThat(List.copyOf(this.log.list))
                .filteredOn(event -> event.getThrowableProxy() != null
                        && failure.getMessage().equals(event.getThrowableProxy().getMessage()))
                .hasSize(3)
                .extracting(ILoggingEvent::getLevel)
                .containsOnly(Level.DEBUG);
    }

    @Test
    void failureToStoreIsLoggedWithoutValuesOfStatement() {
        StoredWebhookInbox inbox = new StoredWebhookInbox() {

            @Override
            public Outcome process(String key, Runnable work) {
                return Outcome.PROCESSED;
            }

            @Override
            public boolean store(String key, WebhookEvent event, byte[] body) {
                throw new IllegalStateException("Failing row contains (data:image/png;base64,AAAA)");
            }
        };
        try (WebhookServer server = WebhookServer.start(this.stack, builder -> builder.inbox(inbox))) {
            assertThat(server.send(server.valid()).status()).isEqualTo(503);
        }
        assertThat(List.copyOf(this.log.list))
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage())
                            .startsWith("The webhook inbox failed to store")
                            .contains("IllegalStateException")
                            .doesNotContain("AAAA");
                    assertThat(event.getThrowableProxy()).isNull();
                });
    }

    @Test
    void otherMethodsAreLoggedOnceAMinute() {
        try (WebhookServer server = WebhookServer.start(this.stack)) {
            for (int i = 0; i < 3; i++) {
                assertThat(server.send(server.valid().withMethod("GET")).status())
                        .isEqualTo(405);
            }
        }
        assertThat(messages(Level.WARN)).containsOnlyOnce("A webhook was rejected: its method is not POST.");
    }

    @Test
    void rejectionForLackOfMemoryNamesTheProperty() {
        try (WebhookServer server = WebhookServer.start(this.stack)) {
            WebhookRequestHeaders headers = new WebhookRequestHeaders("POST", new HttpHeaders(), -1, null, "unknown");
            server.receiver().reject(headers, WebhookResponse.NO_MEMORY);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.receiver().reject(headers, WebhookResponse.PROCESSED));
        }
        assertThat(messages(Level.WARN))
                .containsOnlyOnce("A webhook was rejected: the bodies of other requests use the memory for bodies, see"
                        + " replicate.webhook.max-body-size.");
    }

    @Test
    void memoryAndShutdownAreDifferentReasons() {
        try (WebhookServer server = WebhookServer.start(this.stack, builder -> builder.acceptingTraffic(() -> false))) {
            assertThat(server.send(server.valid()).status()).isEqualTo(503);
        }
        assertThat(messages()).anyMatch(message -> message.contains("the application is shutting down"));
    }
}
