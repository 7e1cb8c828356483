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

package io.github.replicate4j.emulator.internal.http;

import io.github.replicate4j.emulator.internal.json.Json;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** The JSON object that a client sent. */
public final class RequestBody {

    private RequestBody() {}

    /**
     * Reads it.
     *
     * @throws ApiException with status 400 if there is none
     */
    public static Map<String, Object> read(ReceivedRequest request) {
        if (request.body().length == 0) {
            throw ApiException.badJson("EOF");
        }
        try {
            Map<String, Object> body = Json.readObject(request.body());
            if (body != null) {
                return body;
            }
        } catch (UnexpectedEndOfInputException e) {
            throw ApiException.badJson("EOF");
        } catch (StreamReadException e) {
            throw ApiException.badJson(e.getOriginalMessage());
        } catch (JacksonException e) {
            // JSON it is, but of another kind: as with null
        }
        throw ApiException.badJson("an object is expected");
    }
}
