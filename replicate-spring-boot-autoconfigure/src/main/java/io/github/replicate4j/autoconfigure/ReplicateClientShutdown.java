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

package io.github.replicate4j.autoconfigure;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Closes all clients of an application that ends: behind its web server, whose last requests may need them, and before the
 * threads of Reactor Netty are gone, without which nothing can be cancelled at Replicate. As beans alone they would be
 * destroyed later than that.
 */
final class ReplicateClientShutdown implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    /** Those of higher phases stop before: the web server of an application has one of the highest, Reactor Netty has 0. */
    private static final int PHASE = 1024;

    private final ApplicationContext context;

    private final ConfigurableListableBeanFactory beans;

    private volatile boolean running;

    /** A context that is only stopped starts again, and a client that was closed does not. */
    private volatile boolean closing;

    ReplicateClientShutdown(ApplicationContext context, ConfigurableListableBeanFactory beans) {
        this.context = context;
        this.beans = beans;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == this.context) {
            this.closing = true;
        }
    }

    @Override
    public void start() {
        this.running = true;
    }

    @Override
    public void stop() {
        this.running = false;
        if (this.closing) {
            close(AsyncReplicate.class, AsyncReplicate::close);
            close(Replicate.class, Replicate::close);
        }
    }

    /** Those that there are: none is made for this. */
    private <T> void close(Class<T> type, Consumer<T> close) {
        for (String name : this.beans.getBeanNamesForType(type, false, false)) {
            if (type.isInstance(this.beans.getSingleton(name)) && isOurs(name)) {
                close.accept(type.cast(this.beans.getSingleton(name)));
            }
        }
    }

    /** Not what is shared with others, and has no method to destroy it for that reason. */
    private boolean isOurs(String name) {
        return !this.beans.containsBeanDefinition(name)
                || !"".equals(this.beans.getMergedBeanDefinition(name).getDestroyMethodName());
    }

    @Override
    public boolean supportsAsyncExecution() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
