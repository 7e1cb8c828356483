/**
 * The operations of the API, and the requests that an emulator received.
 */
@NullMarked
package io.github.replicate4j.emulator.request;

import org.jspecify.annotations.NullMarked;
