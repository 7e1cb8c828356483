/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import io.github.replicate4j.springai.tool.ReplicateToolCallbacks;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Looks up the models of tools in the background when the application has started. */
final class ToolLoader implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private static final Log logger = LogFactory.getLog(ToolLoader.class);

    private final ReplicateToolCallbacks tools;

    private final Disposable.Swap loading = Disposables.swap();

    ToolLoader(ReplicateToolCallbacks tools) {
        this.tools = tools;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        this.loading.update(this.tools
                .load()
                .subscribe(
                        loaded -> {},
                        failure -> logger.warn(
                                "The models of " + this.tools + " could not be looked up. The lookup is repeated when"
                                        + " a tool is used. On a reactor thread, tools fail until a lookup succeeds.",
                                failure)));
    }

    @Override
    public void destroy() {
        this.loading.dispose();
    }
}
