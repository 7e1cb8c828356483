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

package io.github.replicate4j;

import java.util.Map;

/** A program with nothing but the client and its dependencies. It does not close the client. */
final class StandaloneProgram {

    private StandaloneProgram() {}

    public static void main(String[] arguments) {
        Replicate replicate = Replicate.builder()
                .baseUrl(arguments[0])
                .bearerToken("r8_standalone")
                .build();
        System.out.println(replicate.run("owner/name", Map.of("text", "x")).text());
    }
}
