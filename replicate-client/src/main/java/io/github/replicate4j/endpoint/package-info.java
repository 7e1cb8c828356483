/**
 * Endpoints of the API that this version of the client has no method for.
 */
@NullMarked
package io.github.replicate4j.endpoint;

import org.jspecify.annotations.NullMarked;
