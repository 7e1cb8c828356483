/**
 * The HTTP server and the processing of requests.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.server;

import org.jspecify.annotations.NullMarked;
