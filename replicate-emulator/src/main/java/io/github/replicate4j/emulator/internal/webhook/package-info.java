/**
 * The delivery of webhooks.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.webhook;

import org.jspecify.annotations.NullMarked;
