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

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.boot.security.web.servlet.ApplicationContextRequestMatcher;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.WebApplicationContext;

/**
 * Finds webhooks for Spring Security, in a servlet application with filter chains of its own. Their signature is what lets
 * them in, so that the chain need not ask for more:
 *
 * <pre>{@code
 * http.csrf(csrf -> csrf.ignoringRequestMatchers(ReplicateWebhookRequest.matcher()))
 *         .authorizeHttpRequests(requests -> requests
 *                 .requestMatchers(ReplicateWebhookRequest.matcher()).permitAll()
 *                 .anyRequest().authenticated());
 * }</pre>
 */
public final class ReplicateWebhookRequest {

    private ReplicateWebhookRequest() {}

    /**
     * Returns a matcher for a {@code POST} to the path that webhooks are received at, and for nothing else.
     *
     * @return the matcher, which matches nothing where no webhooks are received
     */
    public static RequestMatcher matcher() {
        return new WebhookMatcher();
    }

    private static final class WebhookMatcher extends ApplicationContextRequestMatcher<ApplicationContext> {

        private volatile RequestMatcher delegate = request -> false;

        private WebhookMatcher() {
            super(ApplicationContext.class);
        }

        @Override
        protected boolean ignoreApplicationContext(WebApplicationContext context) {
            return hasServerNamespace(context, "management");
        }

        @Override
        protected void initialized(Supplier<ApplicationContext> context) {
            String path = WebhookPath.in(context.get());
            if (path != null) {
                this.delegate = context.get()
                        .getBeanProvider(PathPatternRequestMatcher.Builder.class)
                        .getIfUnique(PathPatternRequestMatcher::withDefaults)
                        .matcher(HttpMethod.POST, path);
            }
        }

        @Override
        protected boolean matches(HttpServletRequest request, Supplier<ApplicationContext> context) {
            return this.delegate.matches(request);
        }

        @Override
        public String toString() {
            return "Replicate webhooks";
        }
    }
}
