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

import io.github.replicate4j.Replicate;
import io.github.replicate4j.benchmarks.JdkHttpClientByHand;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Gets a prediction of 2 kB with a blocking call.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class BlockingGet {

    private final Replicate replicate = Clients.replicate();

    private final WebClientByHand webClient = Clients.webClient();

    private final JdkHttpClientByHand jdkHttpClient = Clients.jdkHttpClient();

    @Benchmark
    public Prediction replicate4j() {
        return this.replicate.predictions().get(FixedServer.COMPLETED);
    }

    @Benchmark
    public Prediction webClientByHand() {
        return Clients.block(this.webClient.get(FixedServer.COMPLETED));
    }

    @Benchmark
    public Prediction jdkHttpClientByHand() throws IOException, InterruptedException {
        return this.jdkHttpClient.get(FixedServer.COMPLETED);
    }
}
