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

package io.github.replicate4j.autoconfigure.webhook;

/**
 * Keeps what a webhook does from being done twice, however often it is delivered and on however many threads at once.
 *
 * <p>The one that is there unless an application has another keeps its keys in memory: it sees to one instance of the
 * application, until that ends. Where several instances run, a bean of this type that keeps them in a database serves all of
 * them; it may do the work in a transaction of its own, and so undo it when the work fails.
 */
public interface WebhookInbox {

    /**
     * Does the work, unless it has been done under this key, or is being done.
     *
     * @param key what the work is for, up to 300 characters: one for the end of a prediction or training, however it is
     *     delivered, and one for each other delivery
     * @param work lets listeners hear of it; it is done on the calling thread, once or not at all
     * @return what came of it
     * @throws RuntimeException what the work threw: the key is free again then, and the work is done when it is delivered
     *     next; or what befell the inbox itself
     */
    Outcome process(String key, Runnable work);

    /** What came of it. */
    enum Outcome {
        /** The work was done, just now. */
        PROCESSED,

        /** The work had been done before. */
        DUPLICATE,

        /** Somebody else does the work, and may fail at it yet. */
        IN_PROGRESS
    }
}
