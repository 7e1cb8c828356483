/**
 * Webhooks: what Replicate is asked to send, and the secret that it signs it with.
 */
@NullMarked
package io.github.replicate4j.webhook;

import org.jspecify.annotations.NullMarked;
