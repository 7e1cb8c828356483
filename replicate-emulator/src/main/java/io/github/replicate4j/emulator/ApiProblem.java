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

/** Ends the handling of a request with an error answer. */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    ApiProblem(Answer answer) {
        // Thrown for every bad request: a stack trace would tell nothing.
        super("Answered with status " + answer.status(), null, false, false);
        this.answer = answer;
    }

    static ApiProblem badJson(String reason) {
        return new ApiProblem(Answer.problem(400, null, "Failed to parse request body as JSON: " + reason));
    }

    static ApiProblem unauthenticated() {
        return new ApiProblem(Answer.problem(401, "Unauthenticated", "You did not pass a valid authentication token"));
    }

    static ApiProblem notFound(String detail) {
        return new ApiProblem(Answer.problem(404, "Not found", detail));
    }

    static ApiProblem unprocessable(String detail) {
        return new ApiProblem(Answer.problem(422, "Input validation failed", detail));
    }

    static ApiProblem invalidVersion() {
        return new ApiProblem(Answer.problem(
                422,
                "Invalid version or not permitted",
                "The specified version does not exist (or perhaps you don't have permission to use it?)"));
    }

    Answer answer() {
        return this.answer;
    }
}
