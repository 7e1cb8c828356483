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
