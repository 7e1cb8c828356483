/**
 * Webhooks: what Replicate is asked to send, and how what comes is told from what others send.
 */
@NullMarked
package io.github.replicate4j.webhook;

import org.jspecify.annotations.NullMarked;
