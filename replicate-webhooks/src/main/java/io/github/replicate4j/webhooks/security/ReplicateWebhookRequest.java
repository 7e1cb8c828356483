/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Factory for a {@link RequestMatcher} that matches webhooks in a servlet application with its own filter chains. Webhooks are
 * authenticated by their signature, so that the filter chain does not need to authenticate them:
 *
 * <pre>{@code
 * http.csrf(csrf -> csrf.ignoringRequestMatchers(ReplicateWebhookRequest.matcher()))
 *         .authorizeHttpRequests(requests -> requests
 *                 .requestMatchers(ReplicateWebhookRequest.matcher()).permitAll()
 *                 .anyRequest().authenticated());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ReplicateWebhookRequest {

    private ReplicateWebhookRequest() {}

    /**
     * Return a matcher for {@code POST} requests to the paths of the webhook endpoints, which are the
     * {@link io.github.replicate4j.webhooks.WebhookPath} beans of the application.
     *
     * @return the matcher, which matches no request if there is no endpoint
     */
    public static RequestMatcher matcher() {
        return new WebhookRequestMatcher();
    }

    private static final class WebhookRequestMatcher implements RequestMatcher {

        private static final RequestMatcher NONE = request -> false;

        private final Map<ApplicationContext, RequestMatcher> delegates = new ConcurrentHashMap<>();

        @Override
        public boolean matches(HttpServletRequest request) {
            ApplicationContext context =
                    WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
            return context != null
                    && this.delegates
                            .computeIfAbsent(context, WebhookRequestMatcher::delegate)
                            .matches(request);
        }

        private static RequestMatcher delegate(ApplicationContext context) {
            List<String> paths = EndpointPath.find(context);
            if (paths.isEmpty()) {
                return NONE;
            }
            PathPatternRequestMatcher.Builder builder = context.getBeanProvider(PathPatternRequestMatcher.Builder.class)
                    .getIfUnique(PathPatternRequestMatcher::withDefaults);
            return new OrRequestMatcher(paths.stream()
                    .<RequestMatcher>map(path -> builder.matcher(HttpMethod.POST, path))
                    .toList());
        }

        @Override
        public String toString() {
            return "Replicate webhooks";
        }
    }
}
