/**
 * HTTP requests and responses, independent of the operation.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.http;

import org.jspecify.annotations.NullMarked;
