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

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Reads 200,000 output tokens of a prediction.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@OperationsPerInvocation(FixedServer.TOKENS)
public class ReactiveStream {

    @Param({FixedServer.STREAMING, FixedServer.STREAMING_IN_BULK})
    String prediction = FixedServer.STREAMING;

    private final AsyncReplicate replicate = Clients.replicate().async();

    private final WebClientByHand webClient = Clients.webClient();

    @Benchmark
    public long replicate4j() {
        return Clients.block(
                this.replicate.predictions().stream(this.prediction).count());
    }

    @Benchmark
    public long springReader() {
        return Clients.block(this.webClient.stream(this.prediction).count());
    }
}
