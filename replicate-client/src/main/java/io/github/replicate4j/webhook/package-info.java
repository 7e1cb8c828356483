/**
 * Webhooks: what Replicate is asked to send.
 */
@NullMarked
package io.github.replicate4j.webhook;

import org.jspecify.annotations.NullMarked;
