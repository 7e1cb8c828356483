/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** An application whose outputs are stored in a folder, with webhooks of an emulator and an H2 database. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:pictures;DB_CLOSE_DELAY=-1")
@TestPropertySource(properties = """
                replicate.inbox.outputs.folder=${shop.folder}/outputs
                """)
@AutoConfigureReplicateEmulator
class PicturesTests {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    @Autowired
    Replicate replicate;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ReplicateEmulator emulator;

    @DynamicPropertySource
    static void setFolder(DynamicPropertyRegistry properties) {
        properties.add("shop.folder", folder::toString);
    }

    @BeforeEach
    void setUp() {
        this.jdbc
                .sql("create table if not exists pictures (order_id varchar(40), location varchar(1000))")
                .update();
        this.jdbc
                .sql("create table if not exists lost_pictures (order_id varchar(40))")
                .update();
        this.emulator
                .model("acme/painter")
                .official()
                .respond(script -> script.outputFile("boat".getBytes(StandardCharsets.UTF_8), "png")
                        .succeed());
    }

    @Test
    void pictureIsStoredBeforeTheListenerIsCalled() {
        String id = this.replicate
                .models()
                .predictions()
                .create(
                        "acme/painter",
                        request -> request.input("prompt", "a boat").reference("42"))
                .id();

        await().atMost(TIMEOUT).until(() -> !locations().isEmpty());
        assertThat(locations())
                .containsExactly(
                        folder.resolve("outputs/" + id + "/0.png").toUri().toString());
        assertThat(Path.of(URI.create(locations().get(0)))).hasContent("boat");
        assertThat(this.jdbc
                        .sql("select count(*) from lost_pictures")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private List<String> locations() {
        return this.jdbc
                .sql("select location from pictures where order_id = '42'")
                .query(String.class)
                .list();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Pictures.class)
    static class Application {}
}
