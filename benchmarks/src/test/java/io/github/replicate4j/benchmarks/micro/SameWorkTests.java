/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.benchmarks.server.FixedServer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class SameWorkTests {

    private static final FixedServer SERVER = new FixedServer();

    @BeforeAll
    static void setServerProperty() {
        System.setProperty(Clients.SERVER, SERVER.origin());
    }

    @AfterAll
    static void closeServer() {
        System.clearProperty(Clients.SERVER);
        SERVER.close();
    }

    @Test
    void allClientsDecodeTheSamePrediction() throws Exception {
        assertThatAllReturnTheSame(new DecodingPrediction());
    }

    @Test
    void allClientsBuildTheSameBody() throws Exception {
        assertThatAllReturnTheSame(new BuildingPrediction());
    }

    @Test
    void allClientsGetTheSamePrediction() throws Exception {
        assertThatAllReturnTheSame(new BlockingGet());
        ReactiveGet reactive = new ReactiveGet();
        reactive.concurrency = 32;
        assertThatAllReturnTheSame(reactive);
    }

    @Test
    void allClientsSendTheSameCreate() throws Exception {
        BlockingCreate create = new BlockingCreate();
        create.fileSize = 1_000;
        create.makeFile();
        long before = SERVER.received();
        create.replicate4j();
        long ours = SERVER.received() - before;
        assertThatAllReturnTheSame(create);
        assertThat(SERVER.received() - before).isEqualTo(4 * ours).isGreaterThan(4 * 1_000);
    }

    @Test
    void allClientsReadTheSameTokens() throws Exception {
        ReactiveStream reactive = new ReactiveStream();
        reactive.prediction = FixedServer.STREAMING_BRIEFLY;
        assertThatAllReturnTheSame(reactive);
        BlockingStream blocking = new BlockingStream();
        blocking.prediction = FixedServer.STREAMING_BRIEFLY;
        assertThatAllReturnTheSame(blocking);
    }

    @Test
    void allClientsListTheSamePredictions() throws Exception {
        assertThatAllReturnTheSame(new Paging());
    }

    @Test
    void allClientsVerifyTheSameWebhook() throws Exception {
        WebhookVerification verification = new WebhookVerification();
        verification.size = 2_000;
        verification.setUp();
        assertThatAllReturnTheSame(verification);
    }

    private static void assertThatAllReturnTheSame(Object benchmark) throws Exception {
        Object ours = benchmark.getClass().getMethod("replicate4j").invoke(benchmark);
        List<Method> others = Arrays.stream(benchmark.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .filter(method -> !method.getName().equals("replicate4j"))
                .toList();
        assertThat(others).isNotEmpty();
        for (Method other : others) {
            assertThat(other.invoke(benchmark)).as(other.getName()).isEqualTo(ours);
        }
    }
}
