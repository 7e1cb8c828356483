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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Lists predictions page by page, the newest first. */
final class PredictionPages {

    private final PredictionStore predictions;
    private final EmulatorAddress address;
    private final int pageSize;

    PredictionPages(PredictionStore predictions, EmulatorAddress address, int pageSize) {
        this.predictions = predictions;
        this.address = address;
        this.pageSize = pageSize;
    }

    Answer page(ReceivedRequest request) {
        Predicate<PredictionRun> wanted = wanted(request);
        Cursor cursor = Cursor.read(request.query("cursor"));
        List<PredictionStore.Entry> found = find(cursor, wanted);
        boolean more = found.size() > this.pageSize;
        List<PredictionStore.Entry> page = new ArrayList<>(more ? found.subList(0, this.pageSize) : found);
        if (cursor.backwards()) {
            Collections.reverse(page);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("previous", null);
        body.put("next", null);
        if (!page.isEmpty()) {
            long newest = page.get(0).sequence();
            long oldest = page.get(page.size() - 1).sequence();
            if (cursor.backwards()
                    ? more
                    : !this.predictions.newerThan(newest, 1, wanted).isEmpty()) {
                body.put("previous", link(request, new Cursor(true, newest)));
            }
            if (cursor.backwards() || more) {
                body.put("next", link(request, new Cursor(false, oldest)));
            }
        }
        body.put(
                "results",
                page.stream()
                        .map(entry -> PredictionJson.of(entry.run().snapshot(), this.address))
                        .toList());
        return Answer.json(200, body);
    }

    /** One more than a page holds, to see whether there is another page. */
    private List<PredictionStore.Entry> find(Cursor cursor, Predicate<PredictionRun> wanted) {
        return cursor.backwards()
                ? this.predictions.newerThan(cursor.sequence(), this.pageSize + 1, wanted)
                : this.predictions.olderThan(cursor.sequence(), this.pageSize + 1, wanted);
    }

    private static Predicate<PredictionRun> wanted(ReceivedRequest request) {
        Instant after = time(request, "created_after");
        Instant before = time(request, "created_before");
        String source = request.query("source");
        if (source != null && !source.equals("web")) {
            throw ApiProblem.unprocessable("- source: only 'web' is supported\n");
        }
        return run -> source == null
                && (after == null || !run.createdAt().isBefore(after))
                && (before == null || run.createdAt().isBefore(before));
    }

    private static @Nullable Instant time(ReceivedRequest request, String name) {
        String text = request.query(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ApiProblem.unprocessable("- " + name + ": '" + text + "' is no ISO 8601 date and time with a zone\n");
        }
    }

    private String link(ReceivedRequest request, Cursor cursor) {
        UriComponentsBuilder link = UriComponentsBuilder.fromUriString(this.address.api() + "/predictions");
        request.query().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                link.queryParam(
                        name, values.stream().map(PredictionPages::encoded).toArray());
            }
        });
        return link.queryParam("cursor", cursor.write()).build(true).toUriString();
    }

    private static String encoded(@Nullable String value) {
        return URLEncoder.encode(value == null ? "" : value, StandardCharsets.UTF_8);
    }

    /**
     * A place in the list.
     *
     * @param backwards whether the page ends just in front of it, and does not begin just behind it
     */
    private record Cursor(boolean backwards, long sequence) {

        static Cursor read(@Nullable String text) {
            if (text == null) {
                return new Cursor(false, Long.MAX_VALUE);
            }
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
                boolean backwards = plain.startsWith("p");
                if (backwards || plain.startsWith("n")) {
                    return new Cursor(backwards, Long.parseLong(plain.substring(1)));
                }
            } catch (IllegalArgumentException e) {
                // falls through: it is none of ours
            }
            throw ApiProblem.notFound("Invalid cursor");
        }

        String write() {
            byte[] plain = ((this.backwards ? "p" : "n") + this.sequence).getBytes(StandardCharsets.US_ASCII);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
        }
    }
}
