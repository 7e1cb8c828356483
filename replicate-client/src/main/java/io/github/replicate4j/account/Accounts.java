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

package io.github.replicate4j.account;

import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.internal.reactive.Blocking;

/**
 * Operations on the account that the API token belongs to.
 *
 * @since 0.1.0
 */
public final class Accounts {

    private final AsyncAccounts async;

    /**
     * Create the resource. Applications obtain it from the client.
     *
     * @param async the reactive resource to delegate to
     */
    public Accounts(AsyncAccounts async) {
        this.async = async;
    }

    /**
     * Return the account of the API token: {@code account.get}. This is the cheapest way to check that a token is
     * valid.
     *
     * @return the account
     * @throws ReplicateException if the request fails
     */
    public Account get() {
        return Blocking.value(this.async.get());
    }
}
