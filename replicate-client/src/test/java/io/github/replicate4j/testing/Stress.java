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

package io.github.replicate4j.testing;

/** Size of tests with many repetitions: small by default, full if the system property {@code replicate4j.stress} is set. */
public final class Stress {

    private Stress() {}

    public static int times(int usual, int stress) {
        return Boolean.getBoolean("replicate4j.stress") ? stress : usual;
    }
}
