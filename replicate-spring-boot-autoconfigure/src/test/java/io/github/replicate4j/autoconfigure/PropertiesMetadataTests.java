/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.autoconfigure.webhook.ReplicateWebhookProperties;
import io.github.replicate4j.internal.context.ClientLifecycle;
import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.limits.LimitSettings;
import io.github.replicate4j.settings.FileSettings;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.settings.RetrySettings;
import io.github.replicate4j.settings.RunSettings;
import io.github.replicate4j.settings.StreamSettings;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Consistency of the properties with their metadata, the client and the reference. */
class PropertiesMetadataTests {

    private final Map<String, JsonNode> properties = read();

    private static Map<String, JsonNode> read() {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        try (InputStream metadata =
                PropertiesMetadataTests.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonMapper.shared()
                    .readTree(metadata)
                    .get("properties")
                    .forEach(property -> properties.put(property.get("name").stringValue(), property));
        } catch (java.io.IOException ex) {
            throw new java.io.UncheckedIOException(ex);
        }
        return properties;
    }

    @Test
    void everyPropertyHasDescriptionAndType() {
        assertThat(this.properties).hasSizeGreaterThan(15).allSatisfy((name, property) -> {
            assertThat(name).matches("(management\\.(health|endpoint)\\.)?replicate(creates)?[.-].+");
            assertThat(property.get("type").stringValue()).isNotEmpty();
            assertThat(property.path("description").asString("")).as(name).isNotBlank();
        });
    }

    @Test
    void defaultsMatchTheClient() {
        assertDuration("replicate.timeout", TransportSettings.DEFAULT_TIMEOUT);
        assertDuration("replicate.close-timeout", ClientLifecycle.DEFAULT_CLOSE_TIMEOUT);
        assertDuration("replicate.http.connect-timeout", TransportSettings.DEFAULT_CONNECT_TIMEOUT);
        assertDuration("replicate.run.poll-interval", RunSettings.DEFAULT.pollInterval());
        assertDuration("replicate.run.prefer-wait", RunSettings.DEFAULT.preferWait());
        assertDuration("replicate.run.timeout", RunSettings.DEFAULT.timeout());
        assertDuration("replicate.retry.initial-delay", RetrySettings.DEFAULT.initialDelay());
        assertDuration("replicate.retry.max-delay", RetrySettings.DEFAULT.maxDelay());
        assertDuration("replicate.retry.max-server-delay", RetrySettings.DEFAULT.maxServerDelay());
        assertDuration("replicate.limits.max-wait", LimitSettings.NONE.maxWait());
        assertDuration("replicate.limits.release-after", LimitSettings.NONE.releaseAfter());
        assertDuration("replicate.stream.idle-timeout", StreamSettings.DEFAULT.idleTimeout());
        assertDuration("replicate.files.upload-timeout", FileSettings.DEFAULT.uploadTimeout());
        assertDuration("replicate.files.download-timeout", FileSettings.DEFAULT.downloadTimeout());
        assertDuration("replicate.webhook.poll-interval", RunSettings.DEFAULT.webhookPollInterval());
        assertThat(defaultOf("replicate.validation").stringValue()).isEqualToIgnoringCase(InputValidation.WARN.name());
        assertThat(defaultOf("replicate.files.encoding").stringValue())
                .isEqualToIgnoringCase(FileSettings.DEFAULT.encoding().name());
        assertThat(DataSize.parse(defaultOf("replicate.files.inline-limit").stringValue())
                        .toBytes())
                .isEqualTo(FileSettings.DEFAULT.inlineLimit());
        assertThat(defaultOf("replicate.run.max-polls-per-minute").intValue())
                .isEqualTo(RunSettings.DEFAULT.maxPollsPerMinute());
        assertThat(defaultOf("replicate.http.max-connections").intValue())
                .isEqualTo(TransportSettings.DEFAULT_MAX_CONNECTIONS);
        assertThat(defaultOf("replicate.retry.max-retries").intValue()).isEqualTo(RetrySettings.DEFAULT.maxRetries());
        assertThat(defaultOf("replicate.run.cancel-on-abandon").booleanValue())
                .isEqualTo(RunSettings.DEFAULT.cancelOnAbandon());
        assertThat(defaultOf("replicate.base-url").stringValue()).isEqualTo(BaseUrl.REPLICATE.toString());
        assertThat(DataSize.parse(defaultOf("replicate.max-in-memory-size").stringValue())
                        .toBytes())
                .isEqualTo(TransportSettings.DEFAULT_MAX_IN_MEMORY_SIZE);
        assertThat(DataSize.parse(defaultOf("replicate.files.max-download-size").stringValue())
                        .toBytes())
                .isEqualTo(FileSettings.DEFAULT.maxDownloadSize());
    }

    @Test
    void webhookDefaultsMatchTheProperties() {
        ReplicateWebhookProperties webhook = new ReplicateWebhookProperties();
        assertDuration("replicate.webhook.tolerance", webhook.getTolerance());
        assertThat(webhook.getTolerance()).isEqualTo(WebhookHeaderVerifier.DEFAULT_TOLERANCE);
        assertThat(defaultOf("replicate.webhook.path").stringValue()).isEqualTo(webhook.getPath());
        assertThat(DataSize.parse(defaultOf("replicate.webhook.max-body-size").stringValue()))
                .isEqualTo(webhook.getMaxBodySize());
        assertThat(webhook.getEventsFilter())
                .containsExactly(WebhookEventType.valueOf(defaultOf("replicate.webhook.events-filter")
                        .stringValue()
                        .toUpperCase(Locale.ROOT)));
    }

    private void assertDuration(String property, Duration expected) {
        assertThat(DurationStyle.detectAndParse(defaultOf(property).stringValue()))
                .as(property)
                .isEqualTo(expected);
    }

    private JsonNode defaultOf(String property) {
        assertThat(this.properties).containsKey(property);
        return this.properties.get(property).get("defaultValue");
    }

    @Test
    void referenceListsEveryPropertyWithItsDefaultAndDescription() throws Exception {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        Matcher row = Pattern.compile(
                        "(?m)^\\| `((?:management\\.(?:health|endpoint)\\.)?replicate(?:creates)?[.-][^`]+)` \\| (?:`([^`]*)`)?\\s*\\| (.+) \\|$")
                .matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
        while (row.find()) {
            documented.put(
                    row.group(1), List.of(row.group(2) == null ? "" : row.group(2), withoutMarkdown(row.group(3))));
        }
        Map<String, List<String>> actual = new LinkedHashMap<>();
        this.properties.forEach((name, property) -> actual.put(
                name,
                List.of(
                        property.path("defaultValue").asString(""),
                        property.path("description").asString(""))));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(actual);
    }

    /** Return the text without code marks and links. A sentence that only links to a page is dropped. */
    private static String withoutMarkdown(String text) {
        return text.replaceAll(" See \\[[^]]*]\\([^)]*\\)\\.$", "")
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replace("`", "");
    }
}
