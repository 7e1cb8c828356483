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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Prefer} header: {@code wait}, which means 60 seconds, or {@code wait=n} with 1 to 60 seconds.
 *
 * @param time how long to hold the answer back
 * @param text how the client put it, which the answer repeats
 */
record PreferWait(Duration time, String text) {

    private static final int LONGEST = 60;
    private static final Pattern FORM = Pattern.compile("wait(?:=([1-9]\\d?))?");

    static @Nullable PreferWait read(ReceivedRequest request) {
        String header = request.header("Prefer");
        return header == null ? null : parse(header.strip());
    }

    static PreferWait parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            String seconds = form.group(1);
            int wait = seconds == null ? LONGEST : Integer.parseInt(seconds);
            if (wait <= LONGEST) {
                return new PreferWait(Duration.ofSeconds(wait), text);
            }
        }
        throw ApiProblem.unprocessable(
                "- Prefer: '" + text + "' is not supported: give wait, or wait=n with 1 to 60 seconds\n");
    }
}
