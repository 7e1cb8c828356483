/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.jdbc.DatabaseApplication;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateJdbcAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.metrics.ReplicateInboxMetricsAutoConfiguration;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.event.StoredOutput;
import io.github.replicate4j.event.WebhookEvent;
import io.github.replicate4j.jdbc.outputs.FolderOutputStore;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.outputs.OutputStore;
import io.github.replicate4j.webhook.VerifiedWebhook;
import io.github.replicate4j.webhooks.InMemoryWebhookInbox;
import io.github.replicate4j.webhooks.StoredWebhookInbox;
import io.github.replicate4j.webhooks.WebhookInbox;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

@ExtendWith(OutputCaptureExtension.class)
class ReplicateOutputsAutoConfigurationTests {

    private static final String OUTPUT = "\"output\":\"data:image/png;base64,Ym9hdA==\"";

    @TempDir
    Path parent;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(DatabaseApplication.WITH_INBOX)
            .withUserConfiguration(Listener.class)
            .withPropertyValues(
                    "spring.datasource.url=" + DatabaseApplication.newDatabase(), "replicate.bearer-token=r8_test");

    private ApplicationContextRunner withFolder(Path folder) {
        return this.runner.withPropertyValues("replicate.inbox.outputs.folder=" + folder);
    }

    @Test
    void outputsAreNotStoredByDefault() {
        this.runner.run(context -> {
            assertThat(context).doesNotHaveBean(OutputStore.class).doesNotHaveBean(OutputRetention.class);
            PredictionCompletedEvent event = complete(context, OUTPUT);
            assertThat(event.storedOutputs().files()).isEmpty();
        });
    }

    @Test
    void folderStoresOutputsBeforeListenersAreCalled() {
        Path folder = this.parent.resolve("outputs");
        withFolder(folder).run(context -> {
            PredictionCompletedEvent event = complete(context, OUTPUT);
            StoredOutput file = event.storedOutputs().files().get(0);
            assertThat(file.location()).isEqualTo(folder.resolve("p1/0.png").toUri());
            assertThat(folder.resolve("p1/0.png")).hasContent("boat");
        });
    }

    @Test
    void storeOfTheApplicationIsUsed() {
        URI location = URI.create("s3://bucket/object");
        withFolder(this.parent.resolve("unused"))
                .withBean(OutputStore.class, () -> file -> location)
                .run(context -> {
                    assertThat(context).doesNotHaveBean(FolderOutputStore.class);
                    assertThat(complete(context, OUTPUT).storedOutputs().files())
                            .extracting(StoredOutput::location)
                            .containsExactly(location);
                    assertThat(this.parent).isEmptyDirectory();
                });
    }

    @Test
    void noStoreWithAnInboxInMemory(CapturedOutput output) {
        withFolder(this.parent)
                .withPropertyValues("replicate.inbox.type=memory")
                .run(context -> assertThat(context).doesNotHaveBean(OutputStore.class));
        assertThat(output).containsOnlyOnce("Outputs are not stored");
    }

    @Test
    void storeWithAnInboxOfTheApplicationIsReported(CapturedOutput output) {
        this.runner
                .withBean(OutputStore.class, () -> file -> URI.create("s3://bucket/object"))
                .withBean(WebhookInbox.class, InMemoryWebhookInbox::new)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).containsOnlyOnce("Outputs are not stored");
    }

    @Test
    void noStoreWithoutClients(CapturedOutput output) {
        withFolder(this.parent)
                .withPropertyValues("replicate.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(OutputRetention.class));
        assertThat(output).containsOnlyOnce("Outputs are not stored");
    }

    @Test
    void nothingIsReportedWithoutAStore(CapturedOutput output) {
        this.runner
                .withPropertyValues("replicate.inbox.type=memory")
                .run(context -> assertThat(context).hasNotFailed());
        withFolder(this.parent).run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("Outputs are not stored");
    }

    @Test
    void mockedClientDoesNotKeepCompletionsFromListeners() {
        withFolder(this.parent)
                .withBean(Replicate.class, () -> mock(Replicate.class))
                .withBean(AsyncReplicate.class, () -> mock(AsyncReplicate.class))
                .run(context -> assertThat(
                                complete(context, OUTPUT).storedOutputs().files())
                        .isEmpty());
    }

    @Test
    void missingClientFailsTheStart() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        ReplicateJdbcAutoConfiguration.class,
                        ReplicateOutputsAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + DatabaseApplication.newDatabase(),
                        "replicate.inbox.outputs.folder=" + this.parent)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("Outputs cannot be stored, because there is no Replicate bean"));
    }

    @Test
    void blankFolderIsNotUsed() {
        this.runner
                .withPropertyValues("replicate.inbox.outputs.folder=")
                .run(context -> assertThat(context).doesNotHaveBean(OutputStore.class));
    }

    @Test
    void folderThatCannotBeUsedFailsTheStart() throws Exception {
        Path file = Files.createFile(this.parent.resolve("file"));
        withFolder(file)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("'replicate.inbox.outputs.folder' cannot be used: the folder " + file
                                + " cannot be written to"));
    }

    @Test
    void invalidValuesNameTheirProperty() {
        for (String property : List.of("threads", "max-files", "max-file-size")) {
            withFolder(this.parent)
                    .withPropertyValues("replicate.inbox.outputs." + property + "=0")
                    .run(context -> assertThat(context.getStartupFailure())
                            .hasStackTraceContaining("'replicate.inbox.outputs." + property + "' cannot be used"));
        }
    }

    @Test
    void countersShowStoredAndExpiredOutputs() {
        withFolder(this.parent)
                .withConfiguration(AutoConfigurations.of(ReplicateInboxMetricsAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .run(context -> {
                    SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
                    context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(registry));
                    assertThat(complete(context, "\"output\":null,\"data_removed\":true")
                                    .storedOutputs()
                                    .expired())
                            .isTrue();

                    assertThat(registry.get("replicate.outputs.expired")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(1);
                    assertThat(registry.get("replicate.outputs.stored")
                                    .functionCounter()
                                    .count())
                            .isZero();
                });
    }

    private static PredictionCompletedEvent complete(ApplicationContext context, String output) {
        byte[] body = ("{\"id\":\"p1\",\"status\":\"succeeded\"," + output + "}").getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        WebhookEvent event = WebhookEvent.of(new VerifiedWebhook("msg_1", now, body), null, now);
        context.getBean(StoredWebhookInbox.class).store("completed:p1", event, body);
        List<PredictionCompletedEvent> events = context.getBean(Listener.class).events;
        await().until(() -> !events.isEmpty());
        return events.get(0);
    }

    @Configuration(proxyBeanMethods = false)
    static class Listener {

        final List<PredictionCompletedEvent> events = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PredictionCompletedEvent event) {
            this.events.add(event);
        }
    }
}
