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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks Spring Security whether it lets somebody who is not known post to a path. Only its own parts are asked, which may be
 * asked about requests that do not exist; filters of the application are not.
 */
final class ReactiveSecurityProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ApplicationContext context;

    private final ObjectProvider<SecurityWebFilterChain> chains;

    ReactiveSecurityProbe(ApplicationContext context, ObjectProvider<SecurityWebFilterChain> chains) {
        this.context = context;
        this.chains = chains;
    }

    boolean refuses(String path) {
        ServerWebExchange exchange = new DefaultServerWebExchange(
                new ProbeRequest(path),
                new ProbeResponse(),
                new DefaultWebSessionManager(),
                ServerCodecConfigurer.create(),
                new AcceptHeaderLocaleContextResolver(),
                this.context);
        AnonymousAuthenticationToken nobody = new AnonymousAuthenticationToken(
                "probe", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
        return Flux.fromStream(this.chains.orderedStream())
                .filterWhen(chain -> chain.matches(exchange))
                .next()
                .flatMapMany(SecurityWebFilterChain::getWebFilters)
                .filter(filter -> filter instanceof AuthorizationWebFilter || filter instanceof CsrfWebFilter)
                .concatMap(filter -> passes(filter, exchange))
                .any(passes -> !passes)
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(nobody))
                .blockOptional(PATIENCE)
                .orElse(false);
    }

    private static Mono<Boolean> passes(WebFilter filter, ServerWebExchange exchange) {
        return Mono.defer(() -> {
            AtomicBoolean passed = new AtomicBoolean();
            return filter.filter(exchange, any -> Mono.fromRunnable(() -> passed.set(true)))
                    .onErrorResume(AccessDeniedException.class, refused -> Mono.empty())
                    .then(Mono.fromSupplier(passed::get));
        });
    }
}
