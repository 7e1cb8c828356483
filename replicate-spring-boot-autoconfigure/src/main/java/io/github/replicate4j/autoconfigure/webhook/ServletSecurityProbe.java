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

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Asks Spring Security whether it lets somebody who is not known post to a path. Only its own parts are asked, which may be
 * asked about requests that do not exist; filters of the application are not.
 */
final class ServletSecurityProbe {

    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("probe", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final FilterChainProxy chains;

    private final @Nullable ServletContext servletContext;

    ServletSecurityProbe(FilterChainProxy chains, @Nullable ServletContext servletContext) {
        this.chains = chains;
        this.servletContext = servletContext;
    }

    boolean refuses(String path) {
        String contextPath = this.servletContext == null ? "" : this.servletContext.getContextPath();
        HttpServletRequest request = new Post(
                new FilterInvocation(contextPath, path, null, null, HttpMethod.POST.name(), this.servletContext)
                        .getHttpRequest());
        return filters(request).stream().anyMatch(filter -> refuses(filter, request));
    }

    private List<Filter> filters(HttpServletRequest request) {
        return this.chains.getFilterChains().stream()
                .filter(chain -> chain.matches(request))
                .findFirst()
                .map(SecurityFilterChain::getFilters)
                .orElse(List.of());
    }

    private static boolean refuses(Filter filter, HttpServletRequest request) {
        if (filter instanceof AuthorizationFilter authorization) {
            AuthorizationResult result = authorization.getAuthorizationManager().authorize(() -> NOBODY, request);
            return result != null && !result.isGranted();
        }
        return filter instanceof CsrfFilter && !passes(filter, request);
    }

    private static boolean passes(Filter filter, HttpServletRequest request) {
        AtomicBoolean passed = new AtomicBoolean();
        try {
            filter.doFilter(request, nothing(HttpServletResponse.class), (any, other) -> passed.set(true));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (ServletException ex) {
            throw new IllegalStateException(ex);
        }
        return passed.get();
    }

    /** Something that does nothing. */
    private static <T> T nothing(Class<T> type) {
        Object nothing =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Class<?> result = method.getReturnType();
                    if (result == boolean.class) {
                        return false;
                    }
                    if (result == PrintWriter.class) {
                        return new PrintWriter(Writer.nullWriter());
                    }
                    return result == int.class ? (Object) 0 : result == long.class ? (Object) 0L : null;
                });
        return type.cast(nothing);
    }

    /** What a native image needs to know. */
    static final class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.proxies().registerJdkProxy(HttpServletResponse.class).registerJdkProxy(HttpSession.class);
        }
    }

    /** A request that never came, with attributes and a session. */
    private static final class Post extends HttpServletRequestWrapper {

        private final Map<String, Object> attributes = new HashMap<>();

        Post(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return this.attributes.get(name);
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                this.attributes.remove(name);
            } else {
                this.attributes.put(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            this.attributes.remove(name);
        }

        @Override
        public HttpSession getSession() {
            return nothing(HttpSession.class);
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? getSession() : null;
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public Cookie @Nullable [] getCookies() {
            return null;
        }

        @Override
        public String getRemoteAddr() {
            return "127.0.0.1";
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(getRequestURI());
        }

        @Override
        public String getScheme() {
            return "http";
        }

        @Override
        public int getServerPort() {
            return 80;
        }
    }
}
