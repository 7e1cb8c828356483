/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class UnparsedRequestTests {

    private static Map<String, String[]> parameters(String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/replicate/webhook");
        request.setQueryString(query);
        request.setContentType("application/x-www-form-urlencoded");
        request.setParameter("body", "parsed");
        return new UnparsedRequest(request).getParameterMap();
    }

    @Test
    void parametersAreThoseOfTheQuery() {
        Map<String, String[]> parameters = parameters("b=1&a=x%20y+z&b=2%26&empty=&absent&&=&malformed=%zz&e=a=b");

        assertThat(parameters).containsOnlyKeys("b", "a", "empty", "absent", "malformed", "e");
        assertThat(parameters.get("b")).containsExactly("1", "2&");
        assertThat(parameters.get("a")).containsExactly("x y z");
        assertThat(parameters.get("empty")).containsExactly("");
        assertThat(parameters.get("absent")).containsExactly("");
        assertThat(parameters.get("malformed")).containsExactly("%zz");
        assertThat(parameters.get("e")).containsExactly("a=b");
        assertThat(parameters(null)).isEmpty();
    }

    @Test
    void valuesOfANameThatIsEncodedDifferentlyAreKept() {
        assertThat(parameters("a=1&b=2&%61=3").get("a")).containsExactly("1", "3");
    }
}
